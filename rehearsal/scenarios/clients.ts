import { known, type StoryContext } from './context';
import { exercise } from './exercise';
import type { Seen } from './lab-port';
import type { Step } from './story';

/** A client in TiDB Cloud's network writes and reads through the private link, and sees each broker under its name. */
export function clientStep(name: string, client: 'java' | 'other'): Step<StoryContext> {
  return {
    name,
    run: async (context, { count }) => {
      const { ports, brokers, uniqueName, kafka } = known(context, 'plan');
      const { dir, cacheDir } = context;
      // Any broker's name leads to the load balancer; its bootstrap port leads to all of them.
      const host = brokers[0]?.external.host.replaceAll(uniqueName, known(context, 'uniqueName')) ?? '';
      const seen = await exercise(known(context, 'lab').tidbHost, {
        client,
        server: `${host}:${ports.bootstrap}`,
        partitions: 2 * brokers.length,
        kafkaVersion: kafka.version,
        dir,
        cacheDir,
      });
      count(seen);
      judge(context, seen);
      const { acknowledged, consumed, partitionsWritten } = seen;
      return `${acknowledged} acknowledged, ${consumed} consumed, ${partitionsWritten} partitions, ${seen.brokers.length} brokers`;
    },
  };
}

function judge(context: StoryContext, seen: Seen): void {
  const { brokers, uniqueName } = known(context, 'plan');
  const learnt = known(context, 'uniqueName');
  const expected = brokers.map(
    ({ nodeId, external }) => `${nodeId} ${external.host.replaceAll(uniqueName, learnt)}:${external.port}`,
  );
  const found = seen.brokers.map(({ nodeId, host, port }) => `${nodeId} ${host}:${port}`);
  const wrong = [
    ...expected.filter((line) => !found.includes(line)).map((line) => `missing: ${line}`),
    ...found.filter((line) => !expected.includes(line)).map((line) => `unexpected: ${line}`),
  ];
  if (wrong.length > 0) throw new Error(`the metadata differs from the plan\n${wrong.join('\n')}`);
  const { sent, acknowledged, consumed, lost, duplicated, partitionsWritten } = seen;
  if (partitionsWritten < 2 * brokers.length) {
    throw new Error(`only ${partitionsWritten} of ${2 * brokers.length} partitions could be written`);
  }
  if (sent === 0 || acknowledged !== sent || lost > 0 || duplicated > 0) {
    throw new Error(
      `sent ${sent}, acknowledged ${acknowledged}, consumed ${consumed}, lost ${lost}, duplicated ${duplicated}`,
    );
  }
}
