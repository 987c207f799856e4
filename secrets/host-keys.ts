import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readPrivately, writePrivately } from './private-file';
import { PRIVATE_KEYS, PUBLIC_KEYS } from './names';

type Keys = Record<string, string>;

/** A file of Terraform variables. */
interface Variables {
  [PUBLIC_KEYS]: Keys;
  [PRIVATE_KEYS]: Keys;
}

/**
 * Generates an ed25519 host key for each host that has none in the file of Terraform variables. Existing keys stay, since
 * running hosts have them.
 *
 * @returns the hosts that got a new key
 */
export function makeHostKeys(file: string, hosts: readonly string[]): string[] {
  const variables = read(file);
  const missing = hosts.filter((host) => !Object.hasOwn(variables[PUBLIC_KEYS], host));
  for (const host of missing) {
    const { publicKey, privateKey } = newKey(host);
    variables[PUBLIC_KEYS][host] = publicKey;
    variables[PRIVATE_KEYS][host] = privateKey;
  }
  if (missing.length > 0) writePrivately(file, variables);
  return missing;
}

/** Stores public keys of running hosts, and removes the key that was generated for such a host. */
export function pinHostKeys(file: string, pins: Readonly<Keys>): void {
  const variables = read(file);
  for (const [host, publicKey] of Object.entries(pins)) {
    if (variables[PUBLIC_KEYS][host] === publicKey) continue;
    variables[PUBLIC_KEYS][host] = publicKey;
    const others = Object.entries(variables[PRIVATE_KEYS]).filter(([name]) => name !== host);
    variables[PRIVATE_KEYS] = Object.fromEntries(others);
  }
  writePrivately(file, variables);
}

/** The public keys of the hosts in a file of Terraform variables; none when there is no file. */
export function readPublicKeys(file: string): Readonly<Keys> {
  return read(file)[PUBLIC_KEYS];
}

const keys = z.record(z.string(), z.string()).optional();
const shape = z.object({ [PUBLIC_KEYS]: keys, [PRIVATE_KEYS]: keys });

/** @throws UserError without any content of the file */
function read(file: string): Variables {
  const found = readPrivately(file, shape);
  return { [PUBLIC_KEYS]: { ...found?.[PUBLIC_KEYS] }, [PRIVATE_KEYS]: { ...found?.[PRIVATE_KEYS] } };
}

function newKey(host: string): { publicKey: string; privateKey: string } {
  const folder = mkdtempSync(join(tmpdir(), 'host-key-'));
  try {
    const key = join(folder, 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', host, '-f', key]);
    // Without the comment, which Terraform would compare as well.
    const publicKey = readFileSync(`${key}.pub`, 'utf8').trim().split(' ').slice(0, 2).join(' ');
    return { publicKey, privateKey: readFileSync(key, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
