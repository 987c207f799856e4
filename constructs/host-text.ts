import { Fn, TerraformLocal } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * A text for a host, kept as a Terraform local. Functions are applied to the local, not to the text: only Terraform
 * knows the value of a variable inside it (hashing or encoding in this process would see the token), and a reference
 * needs no quoting, while a literal inside a function call would.
 */
export class HostText {
  private readonly local: TerraformLocal;

  /** @param text with `${` and `%{` escaped for Terraform, save for references */
  constructor(scope: Construct, id: string, text: string) {
    this.local = new TerraformLocal(scope, id, text);
  }

  /** The text itself, by reference. */
  get asString(): string {
    return this.local.asString;
  }

  get base64(): string {
    return Fn.base64encode(this.local.asString);
  }

  get sha256(): string {
    return Fn.sha256(this.local.asString);
  }
}
