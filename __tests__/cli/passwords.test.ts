import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePasswords, readPasswords } from '../../secrets/passwords';
import { Project } from './support/project';

describe('passwords', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'passwords-'));
    file = join(folder, 'state', 'kafka', 'kafka-passwords.auto.tfvars.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('each user gets one of its own, which only the owner can read and the variable takes', () => {
    expect(makePasswords(file, ['a', 'b'], [])).toEqual(['a', 'b']);
    const { a = '', b = '' } = readPasswords(file);
    expect(a).not.toBe(b);
    for (const password of [a, b]) expect(password).toMatch(/^[!-~]{32}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ kafka_user_passwords: { a, b } });
  });

  test('a user who has one keeps it, unless another one is asked for', () => {
    makePasswords(file, ['a', 'b'], []);
    const before = readPasswords(file);
    expect(makePasswords(file, ['a', 'b', 'c'], ['b'])).toEqual(['b', 'c']);
    expect(readPasswords(file)['a']).toBe(before['a']);
    expect(readPasswords(file)['b']).not.toBe(before['b']);
    expect(makePasswords(file, ['a'], [])).toEqual([]);
  });

  test('a user with the name of a property of every object gets one, too', () => {
    const users = ['constructor', 'toString', 'changefeed'];
    expect(makePasswords(file, users, [])).toEqual(users);
    expect(Object.keys(readPasswords(file)).sort()).toEqual([...users].sort());
    expect(makePasswords(file, users, [])).toEqual([]);
  });
});

describe('npx kafka-link passwords', () => {
  const project = new Project();
  afterAll(() => project.remove());

  test('puts them beside the state, from where a synthesis takes them, and prints none', () => {
    const run = (...args: string[]) => project.kafkaLink('passwords', ...args, 'examples/production.yaml');
    const first = run();
    const state = 'state/kafka-prod/kafka-passwords.auto.tfvars.json';
    expect(first).toMatchObject({ code: 0, stdout: `${state}: new passwords for changefeed\n` });
    expect(run()).toMatchObject({ code: 0, stdout: `${state}: every user has a password\n` });
    expect(project.synth('examples/production.yaml').code).toBe(0);
    const carried = project.path('cdktf.out/stacks/kafka-prod/kafka-passwords.auto.tfvars.json');
    const { changefeed = '' } = readPasswords(project.path(state));
    expect(readPasswords(carried)).toEqual({ changefeed });
    expect(statSync(carried).mode & 0o777).toBe(0o600);
    expect(readFileSync(project.path('cdktf.out/stacks/kafka-prod/cdk.tf.json'), 'utf8')).not.toContain(
      changefeed,
    );
    expect(run('--new', 'somebody')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--new names no user of these deployments: somebody; users: /) as string,
    });
    const renewed = run('--new', 'changefeed');
    expect(renewed.stdout).toBe(`${state}: new passwords for changefeed\n`);
    expect(readPasswords(project.path(state))['changefeed']).not.toBe(changefeed);
  }, 120_000);

  test('has nothing to do where nobody logs in', () => {
    const { code, stdout } = project.kafkaLink('passwords', 'kafka.yaml');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'kafka: there are no users in kafka.users\n' });
  });
});
