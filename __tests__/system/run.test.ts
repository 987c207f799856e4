import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../system/run';

/** A program of a few lines of JavaScript. */
const node = (code: string, options?: Parameters<typeof run>[2], ...args: string[]) =>
  run(process.execPath, ['-e', code, ...args], options);

const SLEEPS = 'console.log("begun"); setInterval(() => {}, 1000)';

test('returns the exit code and both streams', async () => {
  const ended = await node('console.log("out"); console.error("err"); process.exitCode = 3');
  expect(ended).toEqual({ code: 3, signal: null, stdout: 'out\n', stderr: 'err\n' });
});

test('arguments reach the program unchanged: there is no shell', async () => {
  const args = ['$HOME', 'a b', "it's", '; exit 9', '*'];
  const { stdout } = await node('console.log(JSON.stringify(process.argv.slice(1)))', {}, ...args);
  expect(JSON.parse(stdout)).toEqual(args);
});

test('the program gets its folder and the whole environment', async () => {
  const { stdout } = await node('console.log(process.cwd(), JSON.stringify(process.env))', {
    cwd: '/',
    env: { ONLY: 'this' },
  });
  expect(stdout).toBe('/ {"ONLY":"this"}\n');
});

describe('input', () => {
  const ECHO = 'process.stdin.pipe(process.stdout)';

  test('reaches the program and ends', async () => {
    expect((await node(ECHO, { input: 'grüße\n' })).stdout).toBe('grüße\n');
  });

  test('is empty by default', async () => {
    expect(await node(ECHO)).toMatchObject({ code: 0, stdout: '' });
  });

  test('may be written while the program runs', async () => {
    const input = (stdin: NodeJS.WritableStream) => {
      stdin.write('first ');
      setImmediate(() => stdin.end('second'));
    };
    expect((await node(ECHO, { input })).stdout).toBe('first second');
  });

  test('need not be read', async () => {
    const input = 'x'.repeat(2 ** 22);
    expect(await node('process.stdin.destroy(); process.exit(0)', { input })).toMatchObject({ code: 0 });
  });
});

test('latin1 keeps every byte', async () => {
  const code = 'process.stdout.write(Buffer.from([...Array(256).keys()]))';
  const { stdout } = await node(code, { encoding: 'latin1' });
  expect([...Buffer.from(stdout, 'latin1')]).toEqual([...Array(256).keys()]);
});

test('a character that comes in two pieces is one', async () => {
  const code =
    'process.stdout.write(Buffer.from([0xc3])); setTimeout(() => process.stdout.write(Buffer.from([0xbc])), 50)';
  expect((await node(code)).stdout).toBe('ü');
});

test('output is seen as it comes', async () => {
  let seen = '';
  const abort = new AbortController();
  const onOutput = (text: string, stream: string) => {
    seen += `${stream}: ${text}`;
    abort.abort();
  };
  expect(await node(SLEEPS, { onOutput, signal: abort.signal })).toMatchObject({ killed: 'aborted' });
  expect(seen).toBe('stdout: begun\n');
});

test('a program that is not there cannot be started', async () => {
  await expect(run('no-such-program', [])).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(run(process.execPath, [], { cwd: '/no-such-folder' })).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

test('a signal that ends the program is named', async () => {
  const ended = await node('process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)');
  expect(ended).toEqual({ code: null, signal: 'SIGTERM', stdout: '', stderr: '' });
});

describe('it is killed', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'run-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test('after the time-out, with what it has printed', async () => {
    const ended = await node(SLEEPS, { timeoutSec: 1 });
    expect(ended).toEqual({
      code: null,
      signal: 'SIGKILL',
      killed: 'timeout',
      stdout: 'begun\n',
      stderr: '',
    });
  });

  test('with all that it has started', async () => {
    const pid = join(folder, 'pid');
    // The shell waits; the program that it has started keeps the output open, and would do so for a minute.
    const ended = await run('sh', ['-c', 'sleep 60 & echo $! > "$0"; wait', pid], { timeoutSec: 1 });
    expect(ended).toMatchObject({ killed: 'timeout' });
    expect(isRunning(Number(readFileSync(pid, 'utf8')))).toBe(false);
  });

  test('alone where it shares the group of this process', async () => {
    expect(await node(SLEEPS, { timeoutSec: 1, ownGroup: false })).toMatchObject({ killed: 'timeout' });
  });

  test('when it prints more than is allowed', async () => {
    const ended = await node('setInterval(() => process.stdout.write("x".repeat(1000)), 1)', {
      maxOutput: 5000,
    });
    expect(ended).toMatchObject({ code: null, killed: 'output' });
    expect(ended.stdout.length).toBeGreaterThan(5000);
  });

  test('and not even started after the abort', async () => {
    const file = join(folder, 'started');
    const ended = await run('touch', [file], { signal: AbortSignal.abort() });
    expect(ended).toMatchObject({ code: null, killed: 'aborted' });
    expect(existsSync(file)).toBe(false);
  });
});

test('output of some megabytes arrives whole', async () => {
  const { stdout } = await node('process.stdout.write("x".repeat(5_000_000))');
  expect(stdout).toHaveLength(5_000_000);
});

/** Whether a process is there that has not ended: one that nobody has waited for yet has. */
function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
