import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../common/run';

/**
 * The jar of the Prometheus JMX exporter, by Maven.
 *
 * @param fileName `jmx_prometheus_javaagent-<version>.jar`
 * @param cacheDir where it stays, for this and all later calls
 */
export async function exporterJar(
  fileName: string,
  cacheDir: string,
): Promise<{ path: string; fileName: string }> {
  const version = /^jmx_prometheus_javaagent-([\d.]+)\.jar$/.exec(fileName)?.[1];
  if (version === undefined) throw new Error(`${fileName} is no jar of the Prometheus JMX exporter`);
  const folder = join(cacheDir, 'archives');
  const path = join(folder, fileName);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const work = mkdtempSync(join(folder, '.work-'));
    try {
      const artifact = `io.prometheus.jmx:jmx_prometheus_javaagent:${version}`;
      const goal = ['dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${work}`];
      await run('mvn', ['--quiet', '--batch-mode', ...goal], { timeoutSec: 300 });
      renameSync(join(work, fileName), path);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  return { path, fileName };
}
