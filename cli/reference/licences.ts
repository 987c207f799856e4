import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const INTRODUCTION = `# Licences

Every package that the app runs with, from the lock file; those that only tests and checks need are left out. Written by
\`npx kafka-link schema\`. A test refuses a licence that is not in the list of \`cli/reference/licences.ts\`.
`;

/** What the app's packages may be under: all let it be used and handed on; MPL-2.0 asks only for changes to its own files. */
export const ALLOWED_LICENCES = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Public Domain',
];

/** A package as the lock file has it. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** Undefined where the package names none. */
  readonly licence?: string;
}

/** An entry of the lock file, which names a package only where its folder has another name. */
interface Locked {
  name?: string;
  version?: string;
  license?: string;
  dev?: boolean;
  link?: boolean;
}

/** Every package that is installed without \`--include=dev\`, by name and version; those of this project itself left out. */
export function runtimePackages(): LockedPackage[] {
  const { packages } = JSON.parse(readFileSync(resolve(__dirname, '../../package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const all = Object.entries(packages).flatMap(([path, { name: own, version, license, dev, link }]) => {
    const folder = path.split('node_modules/').slice(1).at(-1);
    const name = folder && (own ?? folder);
    if (name === undefined || version === undefined || dev || link) return [];
    return [{ name, version, licence: license }];
  });
  const unique = new Map(all.map((one) => [`${one.name}@${one.version}`, one]));
  return [...unique.keys()].sort().flatMap((key) => unique.get(key) ?? []);
}

/** The list of licences, as Markdown. */
export function licencesText(): string {
  const rows = runtimePackages().map(
    ({ name, version, licence }) => `- \`${name}\` ${version}: ${licence ?? 'none named'}`,
  );
  return `${INTRODUCTION}\n${rows.join('\n')}\n`;
}
