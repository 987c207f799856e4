import { randomBytes } from 'node:crypto';

/** A name for a new lab; everything that it makes outside of its folder begins with it. */
export function newLabId(): string {
  return `kr${randomBytes(3).toString('hex')}`;
}

/** Whether this can be the name of a lab. */
export function isLabId(text: string): boolean {
  return /^kr[0-9a-f]{6}$/.test(text);
}

/** @throws when this cannot be the name of a lab */
export function checkLabId(id: string): string {
  if (!isLabId(id)) throw new Error(`'${id}' is no lab id: kr and six hexadecimal digits`);
  return id;
}
