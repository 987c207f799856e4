import { planCluster } from '../../../plan/plan';
import { inspect, openCloud } from '../../cloud/model';
import { cloudFile, known, type ScenarioContext } from '../context';
import { redeploy } from '../terraform/redeploy';
import { noThrottle } from '../steps/no-throttle';
import { restarted, underLoad } from '../steps/under-load';
import { good } from '../steps/vpc-tests';
import type { Step, StepTools } from '../scenario';
import { build, link } from './default';

/** Moving many megabytes at 20 MB/s takes its time. */
const PATIENCE_SECONDS = 900;

/** One broker more, which gets its share of all topics, and one less again. */
export const scale = (): Step<ScenarioContext>[] => [
  ...build,
  ...link,
  underLoad(
    'a broker is added and gets its share',
    async (context, tools) => {
      const { id, zone, others } = newcomer(context);
      const counts = await rescale(context, tools, { brokers: [...others, { id, zone }] });
      tools.say(`replicas move onto broker ${id}`);
      const verdict = await good(context, `sh reassign.sh --to ${id}`, PATIENCE_SECONDS);
      await noThrottle(context);
      return `${counts}; ${verdict}`;
    },
    (watched) => restarted(watched, {}),
  ),
  underLoad(
    'it leaves',
    async (context, tools) => {
      const { id, zone, others } = last(context);
      const brokers = [...others, { id, zone, leaving: true }];
      const counts = await rescale(context, tools, { brokers });
      await hasLeft(context, id);
      await noThrottle(context);
      return counts;
    },
    (watched) => restarted(watched, {}),
  ),
  {
    name: 'an entry that disappears without leaving is refused',
    run: async (context, { say }) => {
      const { others } = last(context);
      const { facts } = context;
      const said = await redeploy(context, { fields: { brokers: others } }, { say }).then(
        (counts) => Promise.reject(new Error(`it was applied: ${counts}`)),
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      context.facts = facts; // nothing of it has come true
      if (!/brokers_members_must-leave-first\["\d+"\]/.test(said)) throw new Error(said);
      return 'refused: brokers_members_must-leave-first would be destroyed';
    },
  },
  underLoad(
    'its host is removed, and then its data',
    async (context, tools) => {
      const { id, others } = last(context);
      const before = disks(context);
      await rescale(context, tools, { brokers: others, removed: [{ id }] });
      if (disks(context) !== before) throw new Error('its data disk has not stayed');
      await rescale(context, tools, { brokers: others, removed: [{ id, deleteData: true }] });
      if (disks(context) !== before - 1) throw new Error('its data disk is still there');
      return `${before} data disks, then ${before - 1}`;
    },
    (watched) => restarted(watched, {}),
  ),
];

interface Entry {
  readonly id: number;
  readonly zone: string;
}

/** A broker that is not there yet, and those that are. */
function newcomer(context: ScenarioContext): Entry & { others: Entry[] } {
  const { brokers, zones } = known(context, 'config');
  const others = brokers.map(({ id, zone }) => ({ id, zone }));
  return { id: Math.max(...others.map(({ id }) => id)) + 1, zone: zones[0]?.id ?? '', others };
}

function last(context: ScenarioContext): Entry & { others: Entry[] } {
  const others = known(context, 'plan').brokers.map(({ nodeId, zone }) => ({ id: nodeId, zone }));
  const entry = others.pop();
  if (!entry) throw new Error('there is no broker');
  return { ...entry, others };
}

async function rescale(
  context: ScenarioContext,
  { say }: StepTools,
  fields: Readonly<Record<string, unknown>>,
): Promise<string> {
  const counts = await redeploy(context, { fields }, { say });
  context.facts = { ...context.facts, plan: planCluster(known(context, 'config')) };
  return counts;
}

/** @throws unless Kafka is stopped for good on that host, and the cluster knows it no more */
async function hasLeft(context: ScenarioContext, id: number): Promise<void> {
  const name = known(context, 'plan').brokers.find(({ nodeId }) => nodeId === id)?.name ?? '';
  const states = ['bash', '-c', 'systemctl is-active kafka; systemctl is-enabled kafka'];
  const said = await known(context, 'lab').host(name)?.exec(states, { check: false });
  if (said?.stdout !== 'inactive\ndisabled\n') throw new Error(`Kafka on ${name} is ${said?.stdout ?? '?'}`);
  await good(context, `sh reassign.sh --check ${id}`);
}

/** How many disks there are besides the system disks. */
function disks(context: ScenarioContext): number {
  const { region } = known(context, 'config');
  const { counts } = inspect(openCloud(cloudFile(context), { region }));
  return counts['alicloud_ecs_disk'] ?? 0;
}
