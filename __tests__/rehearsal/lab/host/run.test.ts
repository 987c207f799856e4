import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CommandError, run, start, until } from '../../../../rehearsal/lab/common';

test('a command that fails says how it ended and what it said', async () => {
  const failing = run('sh', ['-c', 'echo out; echo err >&2; exit 3']);
  await expect(failing).rejects.toThrow(CommandError);
  await expect(failing).rejects.toThrow(/exit code 3\nout\n+err/);
  expect(await run('sh', ['-c', 'exit 3'], { check: false })).toEqual({ code: 3, stdout: '', stderr: '' });
  await expect(run('no-such-command', [])).rejects.toThrow('ENOENT');
});

test('a command that takes too long is killed with its children', async () => {
  const began = Date.now();
  await expect(run('sh', ['-c', 'sleep 30 & wait'], { timeoutSec: 0.3 })).rejects.toThrow(
    'not done after 0.3 s',
  );
  expect(Date.now() - began).toBeLessThan(5000);
});

test('a process that ignores a request to end is killed', async () => {
  const log = join(mkdtempSync(join(tmpdir(), 'lab-run-')), 'log');
  const process = await start('sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.1; done'], { log });
  await until('it is ready', () => readFileSync(log, 'utf8') !== '', { timeoutSec: 5 });
  expect(process.isRunning()).toBe(true);
  await process.stop(0.3);
  expect(process.isRunning()).toBe(false);
  expect(await process.exited).toEqual({ code: null, signal: 'SIGKILL' });
  rmSync(dirname(log), { recursive: true });
});

test('waiting ends with the last error', async () => {
  const failing = (): never => {
    throw new Error('no answer');
  };
  await expect(until('it answers', failing, { timeoutSec: 0.2, everySec: 0.05 })).rejects.toThrow(
    'it answers: not after 0.2 s\nno answer',
  );
});
