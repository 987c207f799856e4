import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packages, REHEARSAL_PREREQUISITES } from '../rehearsal/scenarios/prerequisites';

const setup = resolve(__dirname, 'setup.sh');

/** On a machine that has bash, and of the rest only Terraform and an apt-get that does nothing. */
function namedBy(...args: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'setup-'));
  try {
    for (const name of ['apt-get', 'terraform'])
      writeFileSync(join(folder, name), '#!/bin/sh\n', { mode: 0o755 });
    const script = '/bin/bash "$0" "$@" 2>&1 || :'; // as a user it only names them, and fails
    const text = execFileSync('/bin/bash', ['-c', script, setup, ...args], {
      encoding: 'utf8',
      env: { PATH: folder, HOME: folder },
    });
    return /^(?:installing for the tests|the tests need): (.*)$/m.exec(text)?.[1]?.split(' ') ?? [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the tests install little', () => {
  const names = namedBy();
  expect(names).toContain('shellcheck');
  expect(names).not.toContain('haproxy');
});

test('with --lab, all that a rehearsal needs, each once', () => {
  const names = namedBy('--lab');
  expect(names).toEqual(expect.arrayContaining(packages(REHEARSAL_PREREQUISITES, 'apt')));
  expect(names).toEqual([...new Set(names)]);
});
