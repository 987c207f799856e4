import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment } from '../config/deployments';
import { readArguments, USAGE } from './certificate/arguments';
import { judge, toPem } from '../secrets/tls-certificate';
import { writePrivately } from '../secrets/private-file';
import { requested } from './request';
import { CERTIFICATE_VARIABLES, CERTIFICATE, KEY } from '../secrets/names';

/**
 * `npm run certificate`: judges a certificate with its private key, and puts both beside the state as Terraform variables.
 * The next synthesis puts them where Terraform finds them by itself.
 */
function main(): number {
  const request = requested(readArguments, USAGE);
  if (typeof request === 'number') return request;
  const { deployments } = request;
  const names = [...new Set(deployments.flatMap(serverNames))];
  if (names.length === 0) {
    process.stderr.write('no listener of these deployments has tls\n');
    return 1;
  }
  const [chain, key] = [request.certificate, request.key].map(textOf);
  if (chain === undefined || key === undefined) return 1;
  const given = { chain, key };
  const problems = judge(given, names, new Date());
  if (problems.length > 0) {
    process.stderr.write(
      `the certificate is not taken over:\n${problems.map((one) => `  ${one}\n`).join('')}`,
    );
    return 1;
  }
  for (const deployment of deployments.filter((one) => serverNames(one).length > 0)) {
    const file = join('state', deployment.config.name, CERTIFICATE_VARIABLES);
    const kept = toPem(given);
    writePrivately(file, { [CERTIFICATE]: kept.chain, [KEY]: kept.key });
    process.stdout.write(`${file}: for ${serverNames(deployment).join(', ')}\n`);
  }
  return 0;
}

const serverNames = ({ config }: Deployment): string[] =>
  config.cluster === 'new' ? config.externalListeners.flatMap(({ tls }) => tls?.serverName ?? []) : [];

/** @returns undefined when it cannot be read, which is said */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    process.stderr.write(`${file} cannot be read: ${(error as Error).message}\n`);
    return undefined;
  }
}

process.exitCode = main();
