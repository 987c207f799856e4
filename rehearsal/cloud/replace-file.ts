import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file in one step, since a provider process may be reading its former version. */
export function replaceFile(path: string, content: string, mode = 0o644): void {
  const draft = `${path}.${String(process.pid)}`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, path);
}
