import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { jsonSchemaText } from '../../config/json-schema';
import { referenceText } from '../../config/reference';
import type { Command } from '../command';
import { commandsText } from './commands';
import { licencesText } from './licences';
import { variablesAndOutputsText } from './variables-and-outputs';

/** The files that follow from the code, by their path in the project; `schema` is the command that writes them. */
export const generatedFiles = (schema: Command): Readonly<Record<string, () => string>> => ({
  'config/schema.json': jsonSchemaText,
  'docs/configuration.md': referenceText,
  'docs/variables-and-outputs.md': variablesAndOutputsText,
  'docs/commands.md': () => commandsText(schema),
  'docs/licences.md': licencesText,
});

export function writeAll(schema: Command): void {
  for (const [path, text] of Object.entries(generatedFiles(schema))) {
    const file = resolve(__dirname, '../..', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text());
    process.stdout.write(`wrote ${path}\n`);
  }
}
