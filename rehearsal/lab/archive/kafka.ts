import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AssembledArchive, cached } from './cache';
import { COMMANDS, commandClasses } from './commands';
import { dependencies, pom, usesLog4j2 } from './dependencies';
import { run } from '../common/run';
import { commandScript, loggingFiles, loggingOption, runClassScript, serverStartScript } from './scripts';

/**
 * An archive of Kafka with the usual layout, put together from the jars on Maven Central, since the archive of the
 * release itself is 120 MB on one slow server. Jars are Apache's, the scripts are our own.
 *
 * @param cacheDir where assembled archives stay, for this and all later calls
 */
export function kafkaArchive(version: string, cacheDir: string): Promise<AssembledArchive> {
  const project = pom(dependencies(version));
  const option = loggingOption(usesLog4j2(version));
  const config = loggingFiles(usesLog4j2(version));
  const bin = {
    'kafka-run-class.sh': runClassScript(option),
    'kafka-server-start.sh': serverStartScript(option),
  };
  return cached(cacheDir, {
    fileName: `kafka_2.13-${version}.tgz`,
    topFolder: `kafka_2.13-${version}`,
    ingredients: JSON.stringify([project, config, bin, COMMANDS, commandScript('')]),
    fill: async (folder, scratch) => {
      const libs = join(folder, 'libs');
      const found = commandClasses(await fetchJars(project, libs, scratch));
      const commands = [...found].map(([name, className]) => [`${name}.sh`, commandScript(className)]);
      writeAll(join(folder, 'config'), config, 0o644);
      writeAll(join(folder, 'bin'), { ...bin, ...Object.fromEntries(commands) }, 0o755);
    },
  });
}

/** Lets Maven fetch all jars. @returns names of the classes in Kafka's own */
async function fetchJars(project: string, libs: string, scratch: string): Promise<Set<string>> {
  writeFileSync(join(scratch, 'pom.xml'), project);
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${libs}`, '-DincludeScope=runtime'];
  await run('mvn', ['--quiet', '--batch-mode', ...goal], { cwd: scratch, timeoutSec: 600 });
  const classes = new Set<string>();
  for (const jar of readdirSync(libs).filter((name) => /^kafka(_2\.13|-tools)-\d/.test(name))) {
    const { stdout } = await run('jar', ['--list', '--file', join(libs, jar)]);
    for (const entry of stdout.split('\n')) {
      if (entry.endsWith('.class')) classes.add(entry.slice(0, -'.class'.length).replaceAll('/', '.'));
    }
  }
  return classes;
}

function writeAll(folder: string, files: Readonly<Record<string, string>>, mode: number): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode });
}
