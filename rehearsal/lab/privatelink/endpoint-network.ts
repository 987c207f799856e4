/** TiDB Cloud's network, in which its endpoints have their addresses. */
export const ENDPOINT_NETWORK = '172.31.255.0/24';

/** Addresses for `count` endpoint zones that are not taken. */
export function freeAddresses(count: number, taken: readonly string[]): string[] {
  const all = Array.from({ length: 200 }, (_, index) => `172.31.255.${String(10 + index)}`);
  return all.filter((address) => !taken.includes(address)).slice(0, count);
}
