import { kafkaVersion, known, type ScenarioContext } from '../context';
import { exercise } from '../clients/exercise';
import type { Seen } from '../lab/port';
import { loginFile } from '../clients/login';
import type { Step } from '../scenario';

/** A client in TiDB Cloud's network writes and reads through the private link, and sees each broker under its name. */
export function clientStep(name: string, client: 'java' | 'other'): Step<ScenarioContext> {
  return {
    name,
    run: async (context, { count }) => {
      const [{ bootstrap }] = known(context, 'plan').externalListeners;
      const { dir, cacheDir } = context;
      const expected = brokersOf(context);
      const partitions = 2 * expected.length;
      const seen = await exercise(known(context, 'lab').tidbHost, {
        client,
        // Any broker's name leads to the load balancer; its bootstrap port leads to all of them.
        server: `${expected[0]?.host}:${bootstrap}`,
        partitions,
        expected,
        login: loginFile(context),
        kafkaVersion: kafkaVersion(context),
        dir,
        cacheDir,
      });
      compare(expected, seen.brokers);
      count(seen);
      judge(seen, partitions);
      const { acknowledged, consumed, partitionsWritten, brokers } = seen;
      return `${acknowledged} acknowledged, ${consumed} consumed, ${partitionsWritten} partitions, ${brokers.length} brokers`;
    },
  };
}

type Brokers = Seen['brokers'];

/** What TiDB Cloud's side must be told of each broker. */
function brokersOf(context: ScenarioContext): Brokers {
  const { brokers, uniqueName } = known(context, 'plan');
  return brokers.map(({ nodeId, externals: [{ host, port }] }) => {
    return { nodeId, host: host.replaceAll(uniqueName, known(context, 'uniqueName')), port };
  });
}

function compare(expected: Brokers, seen: Brokers): void {
  const lines = (brokers: Brokers) => brokers.map(({ nodeId, host, port }) => `${nodeId} ${host}:${port}`);
  const [wanted, found] = [lines(expected), lines(seen)];
  const wrong = [
    ...wanted.filter((line) => !found.includes(line)).map((line) => `missing: ${line}`),
    ...found.filter((line) => !wanted.includes(line)).map((line) => `unexpected: ${line}`),
  ];
  if (wrong.length > 0) throw new Error(`the metadata differs from the plan\n${wrong.join('\n')}`);
}

function judge(seen: Seen, partitions: number): void {
  const { sent, acknowledged, consumed, lost, duplicated, partitionsWritten } = seen;
  if (partitionsWritten < partitions) {
    throw new Error(`only ${partitionsWritten} of ${partitions} partitions could be written`);
  }
  if (sent === 0 || acknowledged !== sent || lost > 0 || duplicated > 0) {
    throw new Error(
      `sent ${sent}, acknowledged ${acknowledged}, consumed ${consumed}, lost ${lost}, duplicated ${duplicated}`,
    );
  }
}
