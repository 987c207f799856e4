import { buildSync } from 'esbuild';
import { join } from 'node:path';
import { replaceFile } from './replace-file';

/** What goes into the program, and where it goes. */
export interface ProgramParts {
  cloudModule: string;
  settingsFile: string;
  program: string;
}

/**
 * Packs the provider process into one file. Terraform starts a process per provider and phase, up to eight in an
 * apply; packed, each starts in about a third of the time that loading the sources one by one would take.
 */
export function buildProviderProgram({ cloudModule, settingsFile, program }: ProgramParts): void {
  const main = [
    `import { openCloud } from ${JSON.stringify(cloudModule)};`,
    `import { runProviderProcess } from ${JSON.stringify(join(__dirname, 'provider-process'))};`,
    `runProviderProcess(openCloud, ${JSON.stringify(settingsFile)}, process.argv[2]).catch((problem) => {`,
    '  console.error(problem);',
    '  process.exit(1);',
    '});',
  ];
  const { outputFiles } = buildSync({
    stdin: { contents: main.join('\n'), resolveDir: __dirname, loader: 'ts' },
    write: false,
    bundle: true,
    minifySyntax: true,
    minifyWhitespace: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  for (const { text } of outputFiles) replaceFile(program, text);
}
