import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '../../cli/command/parse';
import hostKeys from '../../cli/make/host-keys';
import { makeHostKeys, pinHostKeys } from '../../secrets/host-keys';
import { provideHostKeys } from '../../secrets/provide-host-keys';
import { existingDeployment } from '../support/deployment';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'host-keys-'));
  file = join(folder, 'state', 'kafka', 'host-keys.auto.tfvars.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = () => JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;

test('each host gets a key of its own, of which only the owner can read the private half', () => {
  expect(makeHostKeys(file, ['bastion', 'one'])).toEqual(['bastion', 'one']);
  const { ssh_host_public_keys: publicKeys = {}, ssh_host_private_keys: privateKeys = {} } = read();
  expect(Object.keys(publicKeys)).toEqual(['bastion', 'one']);
  expect(publicKeys['one']).not.toBe(publicKeys['bastion']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const key = join(folder, 'key');
  writeFileSync(key, privateKeys['one'] ?? '', { mode: 0o600 });
  const derived = execFileSync('ssh-keygen', ['-y', '-f', key], { encoding: 'utf8' });
  expect(derived.split(' ').slice(0, 2).join(' ').trim()).toBe(publicKeys['one']);
});

test('hosts that have a key keep it; one that was pinned has no private half here', () => {
  makeHostKeys(file, ['one']);
  const before = read();
  before['ssh_host_public_keys'] = { ...before['ssh_host_public_keys'], pinned: 'ssh-ed25519 AAAA' };
  writeFileSync(file, JSON.stringify(before));
  expect(makeHostKeys(file, ['one', 'pinned', 'two'])).toEqual(['two']);
  expect(read()['ssh_host_public_keys']).toMatchObject(before['ssh_host_public_keys']);
  expect(read()['ssh_host_private_keys']).not.toHaveProperty('pinned');
  expect(makeHostKeys(file, ['one', 'pinned', 'two'])).toEqual([]);
});

test('the key of a host that runs is taken over, and the one that was made for it forgotten', () => {
  makeHostKeys(file, ['one', 'two']);
  const parsed = parse(hostKeys, ['--pin', 'one=ssh-ed25519 AAAA root@one', 'kafka.yaml']);
  if ('help' in parsed) throw new Error('no help was requested');
  expect(parsed.args).toEqual(['kafka.yaml']);
  pinHostKeys(file, Object.fromEntries(parsed.options['pin'] as [string, string][]));
  expect(read()['ssh_host_public_keys']).toMatchObject({ one: 'ssh-ed25519 AAAA' });
  expect(Object.keys(read()['ssh_host_private_keys'] ?? {})).toEqual(['two']);
});

test('every pin that is none is named', () => {
  expect(() => parse(hostKeys, ['--pin', 'one', '--pin', 'two=rsa x', '--pin', 'a=ssh-rsa AAAA'])).toThrow(
    /^--pin takes .*, not 'one'\n--pin takes .*, not 'two=rsa x'$/,
  );
});

test('brokers that run already get none', () => {
  const config = existingDeployment();
  expect(provideHostKeys({ file: 'theirs.yaml', config, warnings: [] }, {})).toBe(
    'kafka-existing has no hosts of its own: nothing to do',
  );
});
