/**
 * Rendered text ends up in strings of Terraform's JSON, where `${` and `%{` begin templates. Whatever we render is
 * plain text (bash is full of `${x}`), except tokens: references that Terraform fills in.
 */

/** A token of CDKTF (`${TfToken[TOKEN.3]}`) or a variable (`${var.unique_name}`). */
const TOKEN = /(?<!\$)\$\{(?:TfToken\[[\w:.-]+\]|var\.[A-Za-z_][\w-]*)\}/;
const TOKENS = new RegExp(TOKEN, 'g');
const TOKEN_OR_TEMPLATE = new RegExp(`${TOKEN.source}|[$%]\\{`, 'g');

/** Bytes of the longest value of a token in user data: a DNS label. */
const TOKEN_BYTES = 63;

/** Escapes all text for a Terraform string, tokens excepted. */
export function escapeForTerraform(text: string): string {
  return text.replace(TOKEN_OR_TEMPLATE, (match) => (match.length > 2 ? match : match.charAt(0) + match));
}

/** The inverse: what Terraform evaluates such a string to, tokens unchanged. */
export function unescapeFromTerraform(text: string): string {
  return text.replace(/\$\$\{|%%\{/g, (match) => match.slice(1));
}

/** Bytes of a rendered text on the host; a token counts as the longest value that it may have. */
export function hostSize(text: string): number {
  return Buffer.byteLength(unescapeFromTerraform(text.replace(TOKENS, 'x'.repeat(TOKEN_BYTES))));
}
