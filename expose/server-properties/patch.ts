import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { PropertiesDocument } from './java-properties/document';

/**
 * The change as a unified diff in the file's own bytes, for `patch`; empty if nothing changed. It has no lines of context,
 * because any line near the change may contain a password.
 *
 * @param name of the file, for the header
 */
export function patchBetween(before: PropertiesDocument, after: PropertiesDocument, name: string): Buffer {
  if (before.text === after.text) return Buffer.alloc(0);
  const options = { context: 0, headerOptions: FILE_HEADERS_ONLY };
  const patch = createTwoFilesPatch(name, name, before.text, after.text, undefined, undefined, options);
  return Buffer.from(patch, 'latin1');
}
