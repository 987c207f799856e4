import { readFileSync, writeFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { Config } from '../../config/schema';
import { parseConfig } from '../../config/load';

/** What differs between the file of a deployment and its rehearsal; everything else stays as the file says. */
export interface Changes {
  archive: { url: string; sha256: string };
  jdk: { url: string; sha256: string; version: string };
  heapMiB: number;
  acceptedEndpoints?: readonly string[];
}

/** Writes the file that is rehearsed, comments and all. @returns what it says */
export function writeRehearsedFile(source: string, target: string, changes: Changes): Config {
  const document = parseDocument(readFileSync(source, 'utf8'));
  const set = (path: readonly string[], value: unknown) => document.setIn(path, document.createNode(value));
  set(['kafka', 'archive'], changes.archive);
  set(['kafka', 'jdkArchive'], { url: changes.jdk.url, sha256: changes.jdk.sha256 });
  set(['kafka', 'jdkVersion'], changes.jdk.version);
  set(['kafka', 'heapMiB'], changes.heapMiB);
  set(['destroyable'], true);
  set(['backend'], { type: 'local' });
  if (changes.acceptedEndpoints) set(['endpointService', 'acceptedEndpoints'], changes.acceptedEndpoints);
  const text = document.toString();
  const { config } = parseConfig(text, target);
  writeFileSync(target, text);
  return config;
}
