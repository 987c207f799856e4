import { escapeForTerraform } from './terraform';

/** Where a rendered text goes. */
export interface RenderOptions {
  /**
   * `terraform`: for a string in Terraform's JSON, with all `${` and `%{` escaped except those of tokens. `host`:
   * exactly the text on the host.
   *
   * @default 'terraform'
   */
  readonly target?: 'terraform' | 'host';
}

/** Escapes the text of a host file for its target. */
export function escapeFor(text: string, { target = 'terraform' }: RenderOptions): string {
  return target === 'host' ? text : escapeForTerraform(text);
}
