import { known, type ScenarioContext } from '../context';
import { redeploy } from '../terraform/redeploy';
import { applyWith, type Interference } from '../steps/killed-apply';
import { restarted, underLoad } from '../steps/under-load';
import type { Step } from '../scenario';
import { build, link } from './default';

/** What dies while the second broker has been stopped, or starts again. */
interface Death extends Interference {
  what: string;
  /** Whether the apply must fail of it. */
  fatal: boolean;
  /** Starts of the second broker in all. */
  starts: number;
}

/** Everything that can die in the middle of a rolling change: the next apply completes it. */
export const kill = (): Step<ScenarioContext>[] => [
  ...build,
  ...link,
  ...(
    [
      {
        what: 'Terraform',
        at: /^2: stopping Kafka/,
        kill: async (_, terraform) => terraform.abort(),
        fatal: true,
        starts: 1,
      },
      {
        what: 'the SSH session',
        at: /^2: starting Kafka/,
        kill: (context) => onSecond(context, 'kill -9 $(pgrep -f "^sshd: root")'),
        fatal: true,
        starts: 1,
      },
      {
        what: 'the broker itself',
        at: /^2: gate: waiting, [1-9]/,
        kill: (context) => onSecond(context, 'systemctl kill --signal=KILL kafka.service'),
        fatal: false,
        starts: 2,
      },
    ] satisfies Death[]
  ).map(killed),
];

function killed(death: Death, index: number): Step<ScenarioContext> {
  const { what, fatal, starts } = death;
  return underLoad(
    `kill -9 of ${what}`,
    async (context, { say }) => {
      const change = { heapMiB: known(context, 'changes').heapMiB + 8 };
      const outcome = await applyWith(context, change, death, say);
      if (fatal !== (outcome !== undefined)) {
        throw new Error(outcome ?? `the apply has not failed although ${what} was killed`);
      }
      const counts = fatal ? await redeploy(context, {}, { say }) : '';
      return `${fatal ? `the next apply completes (${counts})` : 'the apply completes'}, change ${index + 1}`;
    },
    (watched) => {
      const [one = '', two = '', ...others] = [...watched.starts.keys()].sort();
      const once = Object.fromEntries([one, ...others].map((name) => [name, 1]));
      restarted(watched, { ...once, [two]: starts });
    },
  );
}

async function onSecond(context: ScenarioContext, script: string): Promise<void> {
  const name = known(context, 'plan').brokers[1]?.name ?? '';
  await known(context, 'lab').host(name)?.exec(['bash', '-c', script], { check: false });
}
