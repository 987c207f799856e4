/** A range of IPv4 addresses; `base` and the addresses below are unsigned 32-bit numbers. */
export interface Cidr {
  readonly base: number;
  readonly prefix: number;
  readonly size: number;
}

/** Reads `a.b.c.d`, or undefined when it is no IPv4 address. */
export function parseAddress(address: string): number | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Writes an address as `a.b.c.d`. */
export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** Reads `a.b.c.d/n`, or undefined when it is malformed or has host bits set. */
export function parseCidr(cidr: string): Cidr | undefined {
  const match = /^([\d.]+)\/(\d{1,2})$/.exec(cidr);
  const base = match?.[1] === undefined ? undefined : parseAddress(match[1]);
  const prefix = Number(match?.[2]);
  if (base === undefined || prefix > 32) return undefined;
  const size = 2 ** (32 - prefix);
  return base % size === 0 ? { base, prefix, size } : undefined;
}

/** Whether `inner` is in `outer` (or equals it). */
export function containsRange(outer: Cidr, inner: Cidr): boolean {
  return inner.base >= outer.base && inner.base + inner.size <= outer.base + outer.size;
}

/** Whether two ranges share an address. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.base < b.base + b.size && b.base < a.base + a.size;
}

/** Whether an address is in a range. */
export function containsAddress(range: Cidr, address: number): boolean {
  return address >= range.base && address < range.base + range.size;
}

/** Alibaba Cloud keeps the first and the last three addresses of every vSwitch for itself. */
export function isReserved(range: Cidr, address: number): boolean {
  const offset = address - range.base;
  return offset === 0 || offset >= range.size - 3;
}
