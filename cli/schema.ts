import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { jsonSchemaText } from '../config/json-schema';
import { referenceText } from '../config/reference';
import { askedForHelp } from './help';
import { commandsText } from './reference/commands';
import { licencesText } from './reference/licences';
import { variablesAndOutputsText } from './reference/variables-and-outputs';

const USAGE = `npm run schema

Writes anew what follows from the code: the JSON Schema of deployment files for editors, and the reference in docs/ of
their fields, of Terraform's variables and outputs, and of the commands; and the list of licences.
`;

/** The files that follow from the code, by their path in the project. */
export const generatedFiles: Readonly<Record<string, () => string>> = {
  'config/schema.json': jsonSchemaText,
  'docs/configuration.md': referenceText,
  'docs/variables-and-outputs.md': variablesAndOutputsText,
  'docs/commands.md': commandsText,
  'docs/licences.md': licencesText,
};

/** `npm run schema` writes them anew. */
function main(): void {
  for (const [path, text] of Object.entries(generatedFiles)) {
    const file = resolve(__dirname, '..', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text());
    console.log(`wrote ${path}`);
  }
}

if (require.main === module && !askedForHelp(USAGE)) main();
