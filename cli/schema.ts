import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { jsonSchemaText } from '../config/json-schema';
import { referenceText } from '../config/reference';

/** The files that follow from the schema of deployment files, by their path in the project. */
export const generatedFiles: Readonly<Record<string, () => string>> = {
  'config/schema.json': jsonSchemaText,
  'docs/configuration.md': referenceText,
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

if (require.main === module) main();
