import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from '../../../cli/rehearse/start/install';

const folder = mkdtempSync(join(tmpdir(), 'apt-get-'));
const log = join(folder, 'log');
const { PATH } = process.env;
const haproxy = { command: 'haproxy', apt: 'haproxy', dnf: 'haproxy' };

/** An apt-get that only notes how it was called. */
function aptGet(rest = ''): void {
  const script = `#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> '${log}'\n${rest}\n`;
  writeFileSync(join(folder, 'apt-get'), script, { mode: 0o755 });
  writeFileSync(log, '');
  process.env['PATH'] = `${folder}:${PATH}`;
}
afterEach(() => (process.env['PATH'] = PATH));
afterAll(() => rmSync(folder, { recursive: true }));

test('updates the lists, then installs without questions', async () => {
  aptGet();
  expect(await install(['haproxy', 'nftables'], () => [])).toBe('haproxy nftables');
  expect(readFileSync(log, 'utf8')).toBe(
    'noninteractive -q update\nnoninteractive -q install -y --no-install-recommends haproxy nftables\n',
  );
});

test('a failure tells what apt-get said', async () => {
  aptGet('echo "E: Unable to locate package $5" >&2; exit 100');
  await expect(install(['haproxy'], () => [])).rejects.toThrow('E: Unable to locate package');
});

test('a command that is missing even so is named', async () => {
  aptGet();
  await expect(install(['haproxy'], () => [haproxy])).rejects.toThrow('PATH has no haproxy');
});
