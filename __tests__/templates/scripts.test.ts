import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { externalCommands } from './commands';
import { contentOf, filesOfBastion, filesOfBroker } from './files';
import { seedPlan } from './plan';
import { ALLOWED } from './sandbox/allowed';
import { runTool } from './tools';

const plan = seedPlan();
const broker = filesOfBroker(plan, 1);
const scripts = [...broker, ...filesOfBastion(plan)].filter(({ permissions }) => permissions === '0755');

describe.each(scripts)('$path', ({ path, content }) => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'templates-'));
    file = join(folder, basename(path));
    writeFileSync(file, content);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is valid bash', () => {
    runTool('bash', 'bash', ['-n', file]);
  });

  test('passes shellcheck', () => {
    runTool('shellcheck', 'shellcheck', [file]);
  });

  test('keeps to 100 characters a line', () => {
    expect(content.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});

describe('kafka-bootstrap', () => {
  const script = contentOf(broker, '/usr/local/sbin/kafka-bootstrap');

  test('uses only commands of the base images', () => {
    const used = externalCommands(script);
    expect(used.filter((name) => !ALLOWED.includes(name))).toEqual([]);
    // A new name here is a decision: is it on both base images?
    expect(used.join(' ')).toBe(
      'awk blkid cat chmod chown curl date findmnt flock grep head id ln ls lsblk mkdir mkfs.ext4 mkfs.xfs mktemp ' +
        'mount mountpoint mv readlink rm runuser sed sha256sum sleep stat sync systemctl tail tar tee timeout touch ' +
        'tr useradd wc wipefs',
    );
  });

  test('has no command that deletes data or ends a process', () => {
    expect(script).not.toMatch(
      /\brm -\w*r|\bkill(all)?\b|\bpkill\b|wipefs (-a|--all)|mkfs\.\w+ .*-[fF]\b|--force/,
    );
    expect(script).not.toContain('--ignore-formatted');
    expect([...script.matchAll(/^\s*rm\b.*$/gm)].map(([line]) => line.trim().split(' #')[0])).toEqual([
      'rm -f "$APPROVAL"',
    ]);
  });

  test('is small enough for user data', () => {
    expect(Buffer.byteLength(script)).toBeLessThan(15_000);
  });
});
