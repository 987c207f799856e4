import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Mechanism } from '../../domain/mechanisms';
import { Writer } from './bytes';
import type { KafkaConnection } from './connection';

/** Who to log in as. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** The broker does not let this user in. */
export class LoginRefused extends Error {}

/**
 * Asks for a mechanism, and logs in with it when there is somebody to log in as.
 *
 * @throws LoginRefused when the user is not let in
 * @throws Error when the listener does not take the mechanism
 */
export async function logIn(
  kafka: KafkaConnection,
  mechanism: Mechanism,
  login: Login | undefined,
  timeoutMs: number,
): Promise<void> {
  const body = new Writer().string(mechanism).bytes();
  const answer = await kafka.ask({ key: 17, version: 1, body }, timeoutMs);
  if (answer.int16() !== 0) {
    throw new Error(`takes logins by ${answer.array(answer.string).join(', ')} instead of ${mechanism}`);
  }
  if (!login) return;
  const say = (message: string) => authenticate(kafka, message, timeoutMs);
  if (mechanism === 'PLAIN') await say(`\0${login.user}\0${login.password}`);
  else await scram(mechanism === 'SCRAM-SHA-512' ? 'sha512' : 'sha256', login, say);
}

async function authenticate(kafka: KafkaConnection, message: string, timeoutMs: number): Promise<string> {
  const bytes = Buffer.from(message, 'utf8');
  const body = Buffer.concat([new Writer().int32(bytes.length).bytes(), bytes]);
  const answer = await kafka.ask({ key: 36, version: 0, body }, timeoutMs);
  const error = answer.int16();
  const reason = answer.string();
  if (error !== 0) throw new LoginRefused(reason || `error ${error}`);
  return answer.text32();
}

/** RFC 5802, without channel binding. Names and passwords here are ASCII, so they need no preparation. */
async function scram(
  hash: 'sha256' | 'sha512',
  { user, password }: Login,
  say: (message: string) => Promise<string>,
): Promise<void> {
  const hmac = (key: Buffer, text: string) => createHmac(hash, key).update(text).digest();
  const nonce = randomBytes(24).toString('base64url');
  const first = `n=${user.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`;
  const challenge = await say(`n,,${first}`);
  const field = (name: string, text: string) => new RegExp(`(?:^|,)${name}=([^,]*)`).exec(text)?.[1] ?? '';
  if (!field('r', challenge).startsWith(nonce)) throw new Error('answers another login than this one');
  const salt = Buffer.from(field('s', challenge), 'base64');
  const length = hash === 'sha512' ? 64 : 32;
  const salted = pbkdf2Sync(password, salt, Number(field('i', challenge)), length, hash);
  const clientKey = hmac(salted, 'Client Key');
  const unsigned = `c=biws,r=${field('r', challenge)}`;
  const signed = `${first},${challenge},${unsigned}`;
  const signature = hmac(createHash(hash).update(clientKey).digest(), signed);
  const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
  const last = await say(`${unsigned},p=${proof.toString('base64')}`);
  const told = Buffer.from(field('v', last), 'base64');
  const wanted = hmac(hmac(salted, 'Server Key'), signed);
  if (told.length !== wanted.length || !timingSafeEqual(told, wanted)) {
    throw new Error('does not know the password itself, so it is not the broker');
  }
}
