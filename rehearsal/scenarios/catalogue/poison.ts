import { known, type ScenarioContext } from '../context';
import { readOn } from '../lab/hosts';
import { redeploy } from '../terraform/redeploy';
import { accept, attachDomain, createEndpoint, renameBrokers } from '../steps/link';
import { inSync } from '../steps/quorum';
import { restarted, underLoad } from '../steps/under-load';
import type { Step } from '../scenario';
import { waitFor } from '../lab/wait';
import { build } from './default';

const FILE = '/etc/kafka/server.properties';

/** A setting with which no broker starts: the first one gets its old file back, the others never learn of it. */
export const poison = (): Step<ScenarioContext>[] => [
  ...build,
  createEndpoint,
  accept,
  attachDomain,
  renameBrokers,
  poisoned('a value that Kafka refuses', { 'num.io.threads': '0' }, /Value must be at least 1/),
  poisoned('a class that is not there', { 'metric.reporters': 'no.such.Reporter' }, /no\.such\.Reporter/),
  {
    name: 'the next apply is clean',
    run: (context, { say }) => redeploy(context, { fields: {} }, { say }),
  },
];

/** @param words what the apply must show of the broker's own log */
function poisoned(what: string, properties: Record<string, string>, words: RegExp): Step<ScenarioContext> {
  return underLoad(
    `poison: ${what}`,
    async (context, { say, signal }) => {
      const first = known(context, 'plan').brokers[0]?.name ?? '';
      const before = await readOn(context, first, `sha256sum ${FILE}`);
      const lines: string[] = [];
      const listen = (line: string) => void (lines.push(line), say(line));
      const applied = await redeploy(
        context,
        { fields: { 'kafka.properties': properties } },
        { say: listen },
      ).catch(() => undefined);
      if (applied !== undefined) throw new Error(`it was applied: ${applied}`);
      const said = lines.join('\n');
      for (const expected of [words, /^1: REVERTED: /m]) {
        if (!expected.test(said)) throw new Error(`the apply does not show ${String(expected)}:\n${said}`);
      }
      if (/^[23]: /m.test(said)) throw new Error(`the apply went on after ${first}:\n${said}`);
      if ((await readOn(context, first, `sha256sum ${FILE}`)) !== before) {
        throw new Error(`${first} has not got its old file back:\n${said}`);
      }
      await waitFor(() => inSync(context), { seconds: 60, signal });
      return `the apply shows why and ends there, ${first} is back on its old file and in sync`;
    },
    // Of the first, its attempts and its way back count.
    ({ starts, ...watched }) => {
      const [, ...others] = [...starts].sort(([one], [other]) => one.localeCompare(other));
      restarted({ ...watched, starts: new Map(others) }, {});
    },
  );
}
