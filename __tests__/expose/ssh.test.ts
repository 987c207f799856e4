import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenSsh } from '../../expose/ssh';

const folder = mkdtempSync(join(tmpdir(), 'expose-'));
const path = process.env['PATH'];
beforeAll(() => {
  const program = join(folder, 'ssh');
  const note = `printf '%s\\n' "$@" >"${folder}/args"`;
  writeFileSync(
    program,
    `#!/bin/bash\n${note}\ncat >"${folder}/input"\nprintf 'one\\ntw'; printf 'o\\n'; echo no >&2; exit 7\n`,
  );
  chmodSync(program, 0o755);
  process.env['PATH'] = `${folder}:${path}`;
});
afterAll(() => {
  process.env['PATH'] = path;
  rmSync(folder, { recursive: true });
});

const args = () => readFileSync(join(folder, 'args'), 'utf8').trim().split('\n');

test('a command runs as it is, with its input, and its lines are told', async () => {
  const lines: string[] = [];
  const ssh = new OpenSsh({ user: 'ops', port: 2222, sudo: true });
  const command = {
    words: ['sh', '-c', "echo 'a b'"],
    input: 'in',
    onLine: (line: string) => lines.push(line),
  };
  const { code, stdout, stderr } = await ssh.run('10.0.0.11', command);
  expect({ code, stdout: stdout.toString(), stderr, lines }).toEqual({
    code: 7,
    stdout: 'one\ntwo\n',
    stderr: 'no',
    lines: ['one', 'two'],
  });
  expect(readFileSync(join(folder, 'input'), 'utf8')).toBe('in');
  expect(args().slice(-6)).toEqual([
    '-p',
    '2222',
    '-l',
    'ops',
    '10.0.0.11',
    String.raw`sudo -n sh -c 'echo '\''a b'\'''`,
  ]);
});

test('nobody is asked, and every host key is verified, that of the jump host as well', async () => {
  const ssh = new OpenSsh(
    { user: 'root', port: 22, sudo: false, jumpHost: 'ops@203.0.113.9:2200' },
    '/a b/config',
  );
  await ssh.run('10.0.0.11', { words: ['true'] });
  const strict = ['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes'];
  expect(args().slice(0, 6)).toEqual(['-F', '/a b/config', ...strict]);
  expect(args()).toContain(
    "ProxyCommand=ssh -F '/a b/config' -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=10 -W '[%h]:%p' " +
      'ssh://ops@203.0.113.9:2200',
  );
});

test('a machine without ssh says so', async () => {
  process.env['PATH'] = join(folder, 'none');
  const said = await new OpenSsh({ user: 'root', port: 22, sudo: false }).run('10.0.0.11', {
    words: ['true'],
  });
  expect(said.code).not.toBe(0);
  expect(said.stderr).toContain('ssh cannot be started: spawn ssh ENOENT');
});
