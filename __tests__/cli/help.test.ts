import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const commands = Object.entries(scripts).filter(([, command]) => command.startsWith('node cli/run.js cli/'));

/** The first start of a command bundles it. */
jest.setTimeout(60_000);

test.each(commands)('npm run %s -- --help tells how it is used, and does nothing else', (name, command) => {
  const [, ...program] = command.split(' ');
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, '--help'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [synopsis = '', ...rest] = stdout.split('\n');
  expect(synopsis).toMatch(new RegExp(`^npm (run (--silent )?)?${name}( -- |$)`));
  expect(rest.length).toBeGreaterThan(1);
});
