import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runtimePackages } from '../../cli/reference/licences';

interface Component {
  'bom-ref': string;
  name: string;
  version?: string;
  hashes?: { alg: string; content: string }[];
  properties?: { name: string }[];
}

const root = resolve(__dirname, '../..');
const sbom = (...args: string[]): string =>
  execFileSync(process.execPath, ['cli/kafka-link.js', 'sbom', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const componentsOf = (text: string) => (JSON.parse(text) as { components: Component[] }).components;

let first: string;
beforeAll(() => {
  first = sbom();
});

test('every package that the app runs with is in it, with a checksum', () => {
  const components = componentsOf(first);
  const told = new Set(components.map((component) => component['bom-ref']));
  expect(runtimePackages().filter(({ name, version }) => !told.has(`${name}@${version}`))).toEqual([]);
  // What lies inside another package is vouched for by that one's checksum; the bindings are ours.
  const external = components.filter(({ name, properties = [] }) => {
    return name !== '@cdktf/provider-alicloud' && !properties.some((one) => one.name.endsWith(':bundled'));
  });
  expect(external.filter(({ hashes }) => hashes?.[0]?.alg !== 'SHA-512')).toEqual([]);
  expect(components.map(({ name }) => name)).not.toContain('jest');
});

test('the same input gives the same bytes, with nothing of the machine', () => {
  expect(sbom()).toBe(first);
  expect(first).not.toContain(root);
  expect(first).not.toMatch(/serialNumber|timestamp/);
});

test('a deployment adds what its hosts install, by the checksums of its file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sbom-'));
  try {
    const file = join(folder, 'kafka.yaml');
    cpSync(join(root, 'rehearsal/scenarios/deployments/hardened.yaml'), file);
    const text = readFileSync(file, 'utf8');
    const added = componentsOf(sbom(file)).filter(({ hashes }) => hashes?.[0]?.alg === 'SHA-256');
    expect(added.map(({ name, version }) => [name, version])).toEqual([
      ['kafka', '3.9.1'],
      ['jdk', '22.0.2'],
      ['jmx_prometheus_javaagent', undefined],
    ]);
    expect(text).toContain(added[0]?.hashes?.[0]?.content);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
