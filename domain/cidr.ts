/** An IPv4 range as numbers. */
export interface Cidr {
  /** First address of the range. */
  readonly base: number;
  /** Last address of the range. */
  readonly last: number;
  /** Length of the prefix in bits. */
  readonly prefix: number;
}

/** Alibaba Cloud reserves the first and the last three addresses of a vSwitch. */
const RESERVED_FIRST = 1;
const RESERVED_LAST = 3;

/** An IPv4 address as a number; undefined when the text is none. */
export function parseAddress(text: string | undefined): number | undefined {
  const parts = text?.split('.') ?? [];
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) {
    return undefined;
  }
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** The address as text: `10.0.0.1`. */
export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** Parses `10.0.0.0/18`; undefined when the text is no range, or its base has host bits set (`10.0.0.1/18`). */
export function parseCidr(text: string | undefined): Cidr | undefined {
  const match = /^([\d.]+)\/(\d{1,2})$/.exec(text ?? '');
  const base = parseAddress(match?.[1]);
  const prefix = Number(match?.[2]);
  if (base === undefined || prefix > 32) return undefined;
  const size = 2 ** (32 - prefix);
  return base % size === 0 ? { base, last: base + size - 1, prefix } : undefined;
}

/**
 * The range of this prefix with the address: `10.0.0.0/18` for `10.0.0.1/18`; undefined when the text has no address.
 */
export function networkOf(text: string): string | undefined {
  const [address, prefix] = text.split('/');
  const base = parseAddress(address);
  if (base === undefined) return undefined;
  return `${formatAddress(base - (base % 2 ** (32 - Number(prefix))))}/${prefix}`;
}

/** Whether the outer range contains the whole inner one. */
export function containsCidr(outer: Cidr, inner: Cidr): boolean {
  return outer.base <= inner.base && inner.last <= outer.last;
}

/** Whether an address is in one of these ranges. */
export function isInOneOf(ranges: readonly string[], address: string | undefined): boolean {
  const at = parseAddress(address);
  return ranges.some((text) => {
    const range = parseCidr(text);
    return range !== undefined && at !== undefined && range.base <= at && at <= range.last;
  });
}

/** Whether two ranges have an address in common. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.base <= b.last && b.base <= a.last;
}

/** Whether a host of a vSwitch may have this address: inside, and not one that Alibaba Cloud reserves. */
export function isUsable(vswitch: Cidr, address: number): boolean {
  return vswitch.base + RESERVED_FIRST <= address && address <= vswitch.last - RESERVED_LAST;
}
