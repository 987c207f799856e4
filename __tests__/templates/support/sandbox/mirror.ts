import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { archive } from './sandbox';
import { KAFKA_TOOLS } from './fakes';

type Answer = 'good' | 'broken' | 'wrong';

/**
 * A loopback web server with both archives, which can fail a given number of times.
 *
 * @param java what the fake JDK does
 */
export async function startMirror(java = 'true') {
  const archives: Record<string, Buffer> = {
    'kafka_2.13-3.7.1.tgz': archive('kafka_2.13-3.7.1', KAFKA_TOOLS),
    'openjdk-22.0.2_linux-x64_bin.tar.gz': archive('jdk-22.0.2', { java }),
  };
  const requests: string[] = [];
  const next: Answer[] = [];
  const server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    requests.push(name);
    const answer = next.shift() ?? 'good';
    if (answer === 'broken' || !archives[name]) response.writeHead(503).end();
    else response.end(answer === 'wrong' ? 'not the archive' : archives[name]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const source = (name: string) => ({
    url: `${base}/${name}`,
    sha256: createHash('sha256')
      .update(archives[name] ?? '')
      .digest('hex'),
  });
  const settings = (prefix: string, name: string) =>
    `${prefix}_URL=${source(name).url}\n${prefix}_SHA256=${source(name).sha256}\n`;
  return {
    requests,
    archives,
    /** Where an archive is fetched from, for a deployment file. */
    source,
    /** Lines for the script's settings that lead to this server. */
    settings:
      settings('KAFKA', 'kafka_2.13-3.7.1.tgz') + settings('JDK', 'openjdk-22.0.2_linux-x64_bin.tar.gz'),
    /** How the next requests are answered. */
    answer: (...answers: Answer[]) => next.splice(0, next.length, ...answers),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

export type Mirror = Awaited<ReturnType<typeof startMirror>>;
