import { escapeForTerraform } from './terraform';

export interface RenderOptions {
  /**
   * `terraform`: for a string in Terraform's JSON, with all `${` and `%{` escaped but those of tokens. `host`: exactly what
   * lands on the host.
   *
   * @default 'terraform'
   */
  readonly target?: 'terraform' | 'host';
}

/** Makes what lands on the host into what a caller needs. */
export function escapeFor(text: string, { target = 'terraform' }: RenderOptions): string {
  return target === 'host' ? text : escapeForTerraform(text);
}
