import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import type { Config } from '../config/schema';
import { parseConfig } from '../config/load';
import { editYaml, type Edit } from '../config/yaml/edit';

/** A field of the file and what it is set to. */
export type FileChange = readonly [path: readonly string[], edit: Edit];

/** The deployment file. A run writes its results there, and the next run reads them. */
export class DeploymentFile {
  constructor(readonly name: string) {}

  /** @throws ConfigError when it is not valid */
  get config(): Config {
    return parseConfig(this.text, this.name).config;
  }

  /** Sets fields; comments stay, and a kill leaves either the old file or the new one. @throws ConfigError, nothing written */
  change(changes: readonly FileChange[]): void {
    const text = changes.reduce((before, [path, edit]) => editYaml(before, path, edit), this.text);
    parseConfig(text, this.name);
    const temporary = `${this.name}.link-${process.pid}`;
    writeFileSync(temporary, text, { mode: statSync(this.name).mode });
    renameSync(temporary, this.name);
  }

  get text(): string {
    return readFileSync(this.name, 'utf8');
  }
}
