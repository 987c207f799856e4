import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { placeOfError } from '../../secrets/json-place';
import { readPublicKeys } from '../../secrets/host-keys';
import { readInternal } from '../../secrets/internal-ca/terraform-variables';
import { readPasswords } from '../../secrets/passwords';
import { readPrivately, writePrivately } from '../../secrets/private-file';
import { privateFiles } from '../../secrets/state-folder';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'private-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Of the certificate only `kafka-link certificate` writes: nothing but Terraform reads it. */
const tls = z.object({ kafka_tls_certificate: z.string(), kafka_tls_key: z.string() });
const files = privateFiles('kafka');

const READ: readonly [file: string, content: object, read: (file: string) => unknown][] = [
  [
    files.hostKeys,
    { ssh_host_public_keys: { one: 'SECRET-1' }, ssh_host_private_keys: { one: 'SECRET-2' } },
    readPublicKeys,
  ],
  [files.passwords, { kafka_user_passwords: { one: 'SECRET-1', two: 'SECRET-2' } }, readPasswords],
  [
    files.certificate,
    { kafka_tls_certificate: 'SECRET-1', kafka_tls_key: 'SECRET-2' },
    (file) => readPrivately(file, tls),
  ],
  [
    files.internalCertificates,
    { kafka_internal_ca: 'SECRET-1', kafka_internal_certificates: { one: 'SECRET-2' } },
    readInternal,
  ],
];

/** What reading a file with that text says; '' when it can be read. */
function said(name: string, text: string, read: (file: string) => unknown): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  try {
    read(file);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test.each(READ)('%s: no character that is missing or wrong has its content shown', (name, content, read) => {
  const text = JSON.stringify(content, null, 2);
  expect(said(name, text, read)).toBe('');
  const broken = [...text].flatMap((_, at) =>
    ['', '}', '\u0001'].map((one) => text.slice(0, at) + one + text.slice(at + 1)),
  );
  const messages = broken.map((one) => said(name, one, read)).filter((one) => one !== '');
  expect(messages.length).toBeGreaterThan(text.length);
  expect(messages.filter((one) => /SECRET|ECRET|SECRE/.test(one))).toEqual([]);
  for (const message of messages) expect(message.startsWith(join(folder, name))).toBe(true);
});

test('a missing comma is named by line and column', () => {
  const text = '{\n  "kafka_user_passwords": {\n    "one": "SECRET-1"\n    "two": "SECRET-2"\n  }\n}\n';
  const file = join(folder, files.passwords);
  expect(said(files.passwords, text, readPasswords)).toBe(
    `${file}:4:5: is not JSON; correct it, or restore it from a backup`,
  );
});

test('a value of another kind is named by its field, never by a key of the file', () => {
  const file = join(folder, files.passwords);
  expect(said(files.passwords, '{ "kafka_user_passwords": { "one": 1 } }', readPasswords)).toBe(
    `${file}: kafka_user_passwords is missing, or of a wrong kind; correct it, or restore the file from a backup`,
  );
});

test.each([
  ['', '1:1'],
  ['{', '1:2'],
  ['[1,]', '1:4'],
  ['{"a":1,}', '1:8'],
  ['{"a" 1}', '1:6'],
  ['{"a":\n tru}', '2:2'],
  ['[01]', '1:3'],
  ['"a\\x"', '1:1'],
  ['1 2', '1:3'],
  ['{"a":[{"b":null}]} x', '1:20'],
])('the first error of %j is at %s', (text, place) => {
  expect(() => JSON.parse(text) as unknown).toThrow();
  expect(placeOfError(text)).toBe(place);
});

test('a text that is nested or long beyond all measure is refused like any other', () => {
  for (const text of [`{"SECRET":${'['.repeat(200_000)}`, `{"a":"SECRET${'x'.repeat(20_000_000)}`]) {
    expect(said(files.passwords, text, readPasswords)).toMatch(/:1:\d+: is not JSON; correct it/);
  }
});

test('a file that was readable by others is private once it is written, and nothing is left beside it', () => {
  const file = join(folder, files.passwords);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '{}', { mode: 0o644 });
  writePrivately(file, { kafka_user_passwords: { one: 'x' } });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readPasswords(file)).toEqual({ one: 'x' });
  expect(() => statSync(`${file}.new`)).toThrow(/ENOENT/);
});
