import { readFileSync, writeFileSync } from 'node:fs';
import { isSeq, parseDocument } from 'yaml';
import type { Config } from '../../../config/schema';
import { parseConfig } from '../../../config/load';

/** What differs between the file of a deployment and its rehearsal; everything else stays as the file says. */
export interface Changes {
  archive: { url: string; sha256: string };
  jdk: { url: string; sha256: string; version: string };
  /** URL of the exporter of metrics, where the file has one; its checksum stays that of the file. */
  exporterUrl?: string;
  heapMiB: number;
  /** From where SSH reaches the bastion. */
  operatorAddress: string;
  acceptedEndpoints?: readonly string[];
  /** Further fields that a scenario changes, by their paths such as `maintain`. */
  fields?: Readonly<Record<string, unknown>>;
}

/** Who the clients of a rehearsal are where they have to log in: what the file allows its own users is not for them. */
export const REHEARSAL_USER = {
  name: 'rehearsal',
  write: ['rehearsal-*', 'load-*'],
  read: ['rehearsal-*', 'load-*'],
  groups: ['rehearsal-*', 'load-*'],
};

/** Writes the file that is rehearsed, comments and all. @returns what it says */
export function writeRehearsedFile(source: string, target: string, changes: Changes): Config {
  const document = parseDocument(readFileSync(source, 'utf8'));
  const set = (path: readonly string[], value: unknown) => document.setIn(path, document.createNode(value));
  // A cluster that runs already has Kafka by itself.
  if (document.get('cluster') !== 'existing') {
    set(['kafka', 'archive'], changes.archive);
    set(['kafka', 'jdkArchive'], { url: changes.jdk.url, sha256: changes.jdk.sha256 });
    set(['kafka', 'jdkVersion'], changes.jdk.version);
    set(['kafka', 'heapMiB'], changes.heapMiB);
    if (changes.exporterUrl) set(['kafka', 'metrics', 'exporter', 'url'], changes.exporterUrl);
  }
  set(['backend'], { type: 'local' });
  for (const path of [
    ['bastion', 'allowSshFrom'],
    ['security', 'sshFrom'],
  ]) {
    const allowed = document.getIn(path);
    if (isSeq(allowed)) allowed.add(`${changes.operatorAddress}/32`);
  }
  if (changes.acceptedEndpoints) set(['endpointService', 'acceptedEndpoints'], changes.acceptedEndpoints);
  for (const [path, value] of Object.entries(changes.fields ?? {})) set(path.split('.'), value);
  const users = document.getIn(['kafka', 'users']);
  if (isSeq(users)) users.add(document.createNode(REHEARSAL_USER));
  const text = document.toString();
  const { config } = parseConfig(text, target);
  writeFileSync(target, text);
  return config;
}
