import type { Term } from '../engine/value';

/** Reads a text, a number or a truth value, converting between them where nothing is lost. */
export function scalarOf(kind: 'string' | 'number' | 'bool', raw: unknown, path: readonly string[]): Term {
  if (kind === 'number') return toNumber(raw, path);
  if (kind === 'string' && isPlain(raw)) return String(raw);
  if (kind === 'bool' && (raw === true || raw === 'true')) return true;
  if (kind === 'bool' && (raw === false || raw === 'false')) return false;
  throw refusal(kind, raw, path);
}

/** Terraform's numbers have any precision: they come as integers, floats, or texts when neither fits. */
function toNumber(raw: unknown, path: readonly string[]): number {
  const value = typeof raw === 'string' && raw.trim() === '' ? NaN : isPlain(raw) ? Number(raw) : NaN;
  const isExact = typeof raw !== 'bigint' || BigInt(value) === raw;
  if (Number.isNaN(value) || typeof raw === 'boolean' || !isExact) throw refusal('number', raw, path);
  return value;
}

function isPlain(raw: unknown): raw is string | number | bigint | boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof raw);
}

function refusal(kind: string, raw: unknown, path: readonly string[]): Error {
  return new Error(`${path.join('.')} is no ${kind} that can be kept exactly: ${String(raw)}`);
}
