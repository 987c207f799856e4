import { createHash } from 'node:crypto';

const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** The first point of P-256 whose abscissa is a hash of this text: nobody can know its private key. */
export function keyOfNobody(text: string): string {
  for (let counter = 0; ; counter += 1) {
    const hash = createHash('sha256').update(`${text} ${counter}`).digest('hex');
    const x = BigInt(`0x${hash}`);
    const square = (((x * x - 3n) % P) * x + B) % P;
    const y = power(square, (P + 1n) / 4n);
    if (x >= P || (y * y - square) % P !== 0n) continue;
    const point = Buffer.from(`04${hash}${y.toString(16).padStart(64, '0')}`, 'hex');
    const parts = [Buffer.from('ecdsa-sha2-nistp256'), Buffer.from('nistp256'), point];
    const blob = Buffer.concat(parts.flatMap((part) => [length(part), part]));
    return `ecdsa-sha2-nistp256 ${blob.toString('base64')}`;
  }
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, factor] = [1n, ((base % P) + P) % P];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * factor) % P;
    factor = (factor * factor) % P;
  }
  return result;
}

function length(part: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(part.length);
  return bytes;
}
