import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderDefinition } from './engine/definition';
import { HOSTS } from './offline';
import { replaceFile } from './replace-file';

/** Node's names of processors and Terraform's, where they differ. */
const PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

/**
 * Writes a filesystem mirror of launchers, and a CLI configuration that knows no other source of providers.
 *
 * @returns the path of the CLI configuration
 */
export function writeMirror(dir: string, program: string, providers: readonly ProviderDefinition[]): string {
  const mirror = join(dir, 'mirror');
  for (const host of HOSTS) {
    for (const provider of providers) writeLauncher(join(mirror, host, provider.source), provider, program);
  }
  const configuration = join(dir, 'terraform.rc');
  replaceFile(configuration, cliConfiguration(mirror));
  return configuration;
}

function writeLauncher(folder: string, { source, version }: ProviderDefinition, program: string): void {
  const platform = `${process.platform}_${PROCESSORS[process.arch] ?? process.arch}`;
  const target = join(folder, version, platform);
  mkdirSync(target, { recursive: true });
  const name = source.slice(source.indexOf('/') + 1);
  const command = [process.execPath, program, source].map(quote).join(' ');
  const launcher = join(target, `terraform-provider-${name}_v${version}`);
  replaceFile(launcher, `#!/bin/sh\nexec ${command}\n`, 0o755);
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function cliConfiguration(mirror: string): string {
  return [
    'disable_checkpoint = true',
    'provider_installation {',
    '  filesystem_mirror {',
    `    path = ${JSON.stringify(mirror)}`,
    '  }',
    '}',
    '',
  ].join('\n');
}
