import { readFileSync } from 'node:fs';
import type { Deployment } from '../../../config/deployments';
import { UserError } from '../../../domain/user-error';
import { CERTIFICATE, KEY } from '../../../secrets/names';
import { writePrivately } from '../../../secrets/private-file';
import { privateFiles } from '../../../secrets/state-folder';
import { judge, toPem } from '../../../secrets/tls-certificate';

/**
 * Keeps a certificate with its private key for the listeners of deployments that have TLS.
 *
 * @throws UserError with everything that is wrong about them
 */
export function keep(deployments: readonly Deployment[], certificate: string, key: string): void {
  const names = [...new Set(deployments.flatMap(serverNames))];
  if (names.length === 0) throw new UserError('no listener of these deployments has tls');
  const given = { chain: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
  const problems = judge(given, names, new Date());
  if (problems.length > 0) {
    throw new UserError(['the certificate is refused:', ...problems.map((one) => `  ${one}`)].join('\n'));
  }
  for (const deployment of deployments.filter((one) => serverNames(one).length > 0)) {
    const file = privateFiles(deployment.config.name).certificate;
    const kept = toPem(given);
    writePrivately(file, { [CERTIFICATE]: kept.chain, [KEY]: kept.key });
    process.stdout.write(`${file}: for ${serverNames(deployment).join(', ')}\n`);
  }
}

const serverNames = ({ config }: Deployment): string[] =>
  config.cluster === 'new' ? config.externalListeners.flatMap(({ tls }) => tls?.serverName ?? []) : [];
