import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the machine gets Debian's packages from; undefined when it says nothing and debootstrap decides. */
export function debianMirror(folder = '/etc/apt'): string | undefined {
  const parts = join(folder, 'sources.list.d');
  const files = [
    join(folder, 'sources.list'),
    ...(existsSync(parts) ? readdirSync(parts) : [])
      .filter((name) => /\.(list|sources)$/.test(name))
      .map((name) => join(parts, name)),
  ].filter((file) => existsSync(file));
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  for (const line of lines) {
    const url = /^(?:deb\s+(?:\[[^\]]*\]\s+)?|URIs:\s*)(https?:\/\/\S+\/debian)\/?(?:\s|$)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  return undefined;
}
