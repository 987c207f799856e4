import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from '../../../../rehearsal/lab/common/run';
import type { Issued } from '../../../../rehearsal/scenarios/secrets/authority';
import type { ExternalListenerPlan } from '../../../../plan/types';
import { render } from '../../../../templates/rendering/engine';
import { CERTIFICATE_FILE, KEY_STORE, tlsSettings } from '../../../../templates/settings/tls';

/** Where clients that speak TLS find a node. */
export const tlsAt = (node: number) => `127.0.0.1:${39290 + node}`;

/** The file into which a node looks. */
const keyStore = (work: string, node: number) => join(work, `tls-${node}.pem`);

/** Adds the listener TLS to the properties of a node. */
export function withTls(properties: string, work: string, node: number): string {
  const listener = { id: 'tls', name: 'TLS', serverName: 'kafka.example.com' } as ExternalListenerPlan;
  const own = tlsSettings({ externalListeners: [listener] }).map(({ key, value }) => {
    return `${key}=${value === KEY_STORE ? keyStore(work, node) : value}\n`;
  });
  return (
    properties
      .replace(/^((advertised\.)?listeners=.*)$/gm, `$1,TLS://${tlsAt(node)}`)
      .replace(/^(listener\.security\.protocol\.map=.*)$/m, '$1,TLS:SSL') + own.join('')
  );
}

/** Compiles the class that Kafka asks for its certificate, by the host's own script. @returns the folder */
export async function compileTls(work: string): Promise<string> {
  const root = join(work, 'root');
  const source = `/etc/kafka/${CERTIFICATE_FILE}.java`;
  cpSync(resolve('templates/broker', `${CERTIFICATE_FILE}.java`), join(root, source));
  for (const [place, target] of Object.entries({ java: 'jdk', kafka: 'kafka' })) {
    mkdirSync(join(root, 'opt', place), { recursive: true });
    symlinkSync(join(work, target), join(root, 'opt', place, 'current'));
  }
  const settings = { command: 'compile_tls', what: 'the class', source, folder: '/opt/kafka-tls' };
  const functions = ['lib/checksum.sh', 'broker/compile.sh'].map((name) => render(name, settings));
  const script = ['set -euo pipefail', ...functions, 'log() { :; }', 'refuse() { exit 78; }', 'compile_tls'];
  await run('bash', ['-c', script.join('\n')], { env: { PATH: process.env.PATH, ROOT: root } });
  return join(root, settings.folder);
}

/** What the delivery does to a node; undefined takes the file away. */
export function place(work: string, node: number, issued: Issued | string | undefined): void {
  const file = keyStore(work, node);
  rmSync(file, { force: true });
  if (issued !== undefined)
    writeFileSync(file, typeof issued === 'string' ? issued : issued.key + issued.chain);
}
