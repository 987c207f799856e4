import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CONTENTS: Readonly<Record<string, string>> = {
  '/etc/hosts': '127.0.0.1 localhost\n',
  '/etc/resolv.conf': 'nameserver 127.0.0.1\noptions timeout:2 attempts:1\n',
  // A machine's own resolver service would be asked past all network namespaces.
  '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
  '/run/nscd/socket': '',
};

/** Writes what programs on TiDB Cloud's host find instead of the machine's own files. @returns which file replaces which */
export function ownFiles(folder: string): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  const targets = Object.keys(CONTENTS).filter((target) => existsSync(target));
  return Object.fromEntries(
    targets.map((target) => {
      const file = join(folder, target.replaceAll('/', '_'));
      writeFileSync(file, CONTENTS[target] ?? '');
      return [target, file];
    }),
  );
}
