/** Writes Kafka's wire format; `compact` is that of the newer, flexible versions of a request. */
export class Writer {
  private readonly parts: Buffer[] = [];

  int8(value: number): this {
    return this.add(1, (buffer) => buffer.writeInt8(value));
  }

  int16(value: number): this {
    return this.add(2, (buffer) => buffer.writeInt16BE(value));
  }

  int32(value: number): this {
    return this.add(4, (buffer) => buffer.writeInt32BE(value));
  }

  string(value: string): this {
    const bytes = Buffer.from(value, 'utf8');
    this.int16(bytes.length).parts.push(bytes);
    return this;
  }

  varint(value: number): this {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.parts.push(Buffer.from([(rest & 0x7f) | 0x80]));
    this.parts.push(Buffer.from([rest]));
    return this;
  }

  compactString(value: string): this {
    const bytes = Buffer.from(value, 'utf8');
    this.varint(bytes.length + 1).parts.push(bytes);
    return this;
  }

  bytes(): Buffer {
    return Buffer.concat(this.parts);
  }

  private add(size: number, write: (buffer: Buffer) => void): this {
    const buffer = Buffer.alloc(size);
    write(buffer);
    this.parts.push(buffer);
    return this;
  }
}

/** Reads Kafka's wire format. @throws RangeError where the answer ends too early */
export class Reader {
  private at = 0;

  constructor(private readonly buffer: Buffer) {}

  int8 = (): number => this.buffer.readInt8(this.skip(1));
  int16 = (): number => this.buffer.readInt16BE(this.skip(2));
  int32 = (): number => this.buffer.readInt32BE(this.skip(4));
  int64 = (): number => Number(this.buffer.readBigInt64BE(this.skip(8)));
  boolean = (): boolean => this.int8() !== 0;
  /** Null reads as empty. */
  string = (): string => this.text(this.int16());
  /** Bytes with a length of four, as text. */
  text32 = (): string => this.text(this.int32());
  compactString = (): string => this.text(this.varint() - 1);
  array = <T>(read: () => T): T[] => this.times(this.int32(), read);
  compactArray = <T>(read: () => T): T[] => this.times(this.varint() - 1, read);

  varint = (): number => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = this.buffer.readUInt8(this.skip(1));
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };

  /** Fields that a later version may add. */
  tags = (): void => {
    for (let left = this.varint(); left > 0; left -= 1) {
      this.varint();
      this.skip(this.varint());
    }
  };

  private text(length: number): string {
    if (length <= 0) return '';
    const start = this.skip(length);
    return this.buffer.toString('utf8', start, start + length);
  }

  private times<T>(count: number, read: () => T): T[] {
    return Array.from({ length: Math.max(0, count) }, read);
  }

  private skip(count: number): number {
    const start = this.at;
    if (start + count > this.buffer.length) throw new RangeError('the answer is too short');
    this.at += count;
    return start;
  }
}
