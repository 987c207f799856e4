import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AssembledArchive, cached } from './cache';
import { run } from '../common/run';

/** What Kafka and its tools use. */
const MODULES = [
  'java.base',
  'java.desktop', // java.beans, for Log4j 1
  'java.instrument',
  'java.logging',
  'java.management',
  'java.naming',
  'java.net.http',
  'java.rmi',
  'java.security.jgss',
  'java.security.sasl',
  'java.sql',
  'java.xml',
  'jdk.compiler', // a Java program given as a source file
  'jdk.crypto.ec',
  'jdk.httpserver', // the exporter of metrics
  'jdk.jfr',
  'jdk.management',
  'jdk.management.agent',
  'jdk.unsupported',
  'jdk.zipfs',
];

/**
 * An archive of the machine's own Java, cut down to what Kafka needs where the machine has `jlink`.
 *
 * @param cacheDir where assembled archives stay, for this and all later calls
 */
export async function jdkArchive(cacheDir: string): Promise<AssembledArchive & { version: string }> {
  const { home, version, full } = await installedJava();
  const linked = existsSync(join(home, 'jmods', 'java.base.jmod'));
  const archive = await cached(cacheDir, {
    fileName: `openjdk-${version}_linux-x64_bin.tar.gz`,
    topFolder: `jdk-${version}`,
    ingredients: JSON.stringify([full, linked ? MODULES : 'copy']),
    fill: linked
      ? (folder) => link(home, folder)
      : // Distributions keep parts of it elsewhere, behind links.
        async (folder) => void (await run('cp', ['-RL', `${home}/.`, folder])),
  });
  return { ...archive, version };
}

async function installedJava(): Promise<{ home: string; version: string; full: string }> {
  const script = 'java -XshowSettings:properties -version 2>&1';
  const { stdout: settings } = await run('sh', ['-c', script]);
  const property = (name: string) =>
    new RegExp(`^ *${name.replaceAll('.', '\\.')} = (.*)$`, 'm').exec(settings)?.[1] ?? '';
  const version = property('java.version').replace(/[^\d.].*$/, '');
  return { home: property('java.home'), version, full: property('java.vm.version') };
}

/** jlink wants to make its folder itself; the shared archive of classes halves the start of every tool. */
async function link(home: string, folder: string): Promise<void> {
  const image = `${folder}/../scratch/image`;
  const what = [`--add-modules=${MODULES.join(',')}`, `--output=${image}`];
  const less = ['--strip-java-debug-attributes', '--no-header-files', '--no-man-pages'];
  const slowly = { timeoutSec: 300 };
  await run(join(home, 'bin', 'jlink'), [...less, ...what], slowly);
  await run(join(image, 'bin', 'java'), ['-Xshare:dump'], slowly);
  await run('cp', ['-a', `${image}/.`, folder]);
}
