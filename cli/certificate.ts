import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment } from '../config/deployments';
import { CERTIFICATE_VARIABLES } from '../constructs/carried-files';
import { readArguments, USAGE } from './certificate/arguments';
import { judge, toPem } from './certificate/judge';
import { writeVariables } from './certificate/write';
import { requested } from './request';

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
  const unreadable = [request.certificate, request.key].filter((file) => {
    return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? true;
  });
  if (unreadable.length > 0) {
    process.stderr.write(`no file: ${unreadable.join(', ')}\n`);
    return 1;
  }
  const given = { chain: readFileSync(request.certificate, 'utf8'), key: readFileSync(request.key, 'utf8') };
  const problems = judge(given, names, new Date());
  if (problems.length > 0) {
    process.stderr.write(
      `the certificate is not taken over:\n${problems.map((one) => `  ${one}\n`).join('')}`,
    );
    return 1;
  }
  for (const deployment of deployments.filter((one) => serverNames(one).length > 0)) {
    const file = join('state', deployment.config.name, CERTIFICATE_VARIABLES);
    writeVariables(file, toPem(given));
    process.stdout.write(`${file}: for ${serverNames(deployment).join(', ')}\n`);
  }
  return 0;
}

const serverNames = ({ config }: Deployment): string[] =>
  config.cluster === 'new' ? config.externalListeners.flatMap(({ tls }) => tls?.serverName ?? []) : [];

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`); // a file that cannot be read
  process.exitCode = 1;
}
