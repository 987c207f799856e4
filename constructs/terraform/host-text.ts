import { Fn, TerraformLocal } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * Lines per piece. Terraform parses a template whenever it reads it, in a time that grows with the square of its lines;
 * joining the pieces takes a time that grows with the square of their number.
 */
const PIECE_LINES = 20;

/**
 * A text for a host, kept as a Terraform local, in pieces. Functions are applied to the local, not to the text: only
 * Terraform knows the value of a variable inside it (hashing or encoding in this process would see the token), and a
 * reference needs no quoting, while a literal inside a function call would.
 */
export class HostText {
  private readonly local: TerraformLocal;

  /** @param text with `${` and `%{` escaped for Terraform, except in references */
  constructor(scope: Construct, id: string, text: string) {
    this.local = new TerraformLocal(scope, id, pieces(text));
  }

  /** The text itself, by reference. */
  get asString(): string {
    return Fn.join('', this.local.asList);
  }

  /** The text in base64, as a reference. */
  get base64(): string {
    return Fn.base64encode(this.asString);
  }

  /** Its SHA-256 in hex, as a reference. */
  get sha256(): string {
    return Fn.sha256(this.asString);
  }
}

function pieces(text: string): string[] {
  const lines = text.split(/(?<=\n)/);
  const count = Math.ceil(lines.length / PIECE_LINES);
  return Array.from({ length: count }, (_, index) =>
    lines.slice(index * PIECE_LINES, (index + 1) * PIECE_LINES).join(''),
  );
}
