/** A range of IPv4 addresses. */
export interface Range {
  base: number;
  prefix: number;
}

/** @throws when `cidr` is no range */
export function parseRange(cidr: string): Range {
  const [address = '', prefix = ''] = cidr.split('/');
  const parts = address.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255)) || !/^\d+$/.test(prefix)) {
    throw new Error(`'${cidr}' is no range of IPv4 addresses`);
  }
  return { base: parts.reduce((sum, part) => sum * 256 + part, 0), prefix: Number(prefix) };
}

/** The address of a vSwitch's router: the first of the last three, which the cloud reserves. */
export function gateway(cidr: string): string {
  const { base, prefix } = parseRange(cidr);
  const address = base + 2 ** (32 - prefix) - 3;
  return [24, 16, 8, 0].map((shift) => String(Math.floor(address / 2 ** shift) % 256)).join('.');
}

/** An address with the length of its vSwitch's prefix. */
export function withPrefix(address: string, cidr: string): string {
  return `${address}/${String(parseRange(cidr).prefix)}`;
}

/** The same address always gets the same MAC address, so nobody keeps a stale one when a host is replaced. */
export function macOf(address: string): string {
  const parts = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  return ['02', '00', ...parts].join(':');
}
