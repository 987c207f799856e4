import type { Deployment } from '../../../config/deployments';
import { readNamedFile } from '../../../domain/read-file';
import { UserError } from '../../../domain/user-error';
import { CERTIFICATE, KEY } from '../../../secrets/names';
import { writePrivately } from '../../../secrets/private-file';
import { privateFiles } from '../../../secrets/state-folder';
import { describe } from '../../command/report';
import { judge, toPem } from '../../../secrets/tls-certificate';

/**
 * Keeps a certificate with its private key for the listeners of deployments that have TLS.
 *
 * @throws UserError with everything that is wrong about them
 */
export function keep(deployments: readonly Deployment[], certificate: string, key: string): void {
  const names = [...new Set(deployments.flatMap(serverNames))];
  if (names.length === 0) throw new UserError('no listener of these deployments has tls');
  const given = textsOf({ chain: certificate, key });
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

/** Reads both files. @throws UserError naming each that cannot be read */
function textsOf<K extends string>(files: Readonly<Record<K, string>>): Record<K, string> {
  const problems: string[] = [];
  const read = ([name, file]: [string, unknown]): [string, string] => {
    try {
      return [name, readNamedFile(file as string).toString('utf8')];
    } catch (error) {
      problems.push(describe(error));
      return [name, ''];
    }
  };
  const texts = Object.fromEntries(Object.entries(files).map(read));
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return texts as Record<K, string>;
}

const serverNames = ({ config }: Deployment): string[] =>
  config.cluster === 'new' ? config.externalListeners.flatMap(({ tls }) => tls?.serverName ?? []) : [];
