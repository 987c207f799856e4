import { renewSystemDisk } from '../../cloud/model';
import { builtPlan, known, rehearsedFile, type ScenarioContext } from '../context';
import { readOn } from '../lab/hosts';
import { waitFor } from '../lab/wait';
import type { Step, StepTools } from '../scenario';
import { boot } from '../steps/boot';
import { examine } from '../steps/doctor';
import { allInSync } from '../steps/quorum';
import { restarted, underLoad } from '../steps/under-load';
import { redeploy } from '../terraform/redeploy';
import { build, link } from './default';
import { inConsole } from '../lab/console';
import { SERVER_PROPERTIES } from './doctor/fault';

const UNIT = '/etc/systemd/system/kafka.service';
const SCRIPT = '/root/produce.sh';

/** People change every host behind Terraform's back: the doctor names each change, and what it prints repairs it. */
export const drift = (): Step<ScenarioContext>[] => [
  ...build,
  ...link,
  { ...examine, name: 'doctor: before anybody changes a host' },
  underLoad(
    'people change every host, and the repair that the doctor prints brings them back',
    async (context, tools) => {
      await changeHosts(context, tools);
      await planIsEmpty(context);
      const { hosts, causes } = await prescribed(context);
      tools.say(`repair: [${hosts.join(', ')}]`);
      const counts = await redeploy(context, { fields: { repair: hosts } }, { say: tools.say });
      return `the doctor named ${causes} causes; repair: [${hosts.join(', ')}]: ${counts}`;
    },
    (watched, context) => {
      // How often the host without its system disk started says nothing.
      const { name } = brokers(context).third;
      restarted({ ...watched, starts: new Map([...watched.starts].filter(([one]) => one !== name)) }, {});
    },
  ),
  {
    name: 'without repair nothing is left to do',
    run: async (context, tools) => {
      const counts = await redeploy(context, { fields: {} }, { say: tools.say });
      if (counts !== '0 added, 0 changed, 0 destroyed') throw new Error(counts);
      return waitFor(() => examine.run(context, tools), { seconds: 60, every: 2, signal: tools.signal });
    },
  },
];

function brokers(context: ScenarioContext) {
  const [first, second, third] = builtPlan(context).brokers;
  if (!first || !second || !third) throw new Error('three brokers are needed');
  return { first, second, third };
}

async function changeHosts(context: ScenarioContext, tools: StepTools): Promise<void> {
  const { first, second, third } = brokers(context);
  const { bastion } = builtPlan(context);
  tools.say('somebody edits files and deletes a unit');
  await readOn(context, first.name, `echo num.io.threads=3 >>${SERVER_PROPERTIES}`);
  await readOn(context, second.name, `rm ${UNIT} && systemctl daemon-reload`);
  await readOn(context, bastion?.name ?? '', `echo '# mine' >>${SCRIPT}`);
  tools.say(`the console gives ${third.name} a new system disk`);
  await inConsole(context, (cloud) => renewSystemDisk(cloud, third.name));
  await boot.run(context, tools);
  await allInSync(context, tools);
}

/** Terraform sees nothing of all that. */
async function planIsEmpty(context: ScenarioContext): Promise<void> {
  const plan = await known(context, 'terraform').plan(known(context, 'variables'));
  if (!plan.includes('No changes.')) throw new Error(`Terraform sees a change:\n${plan}`);
}

/** What the doctor tells a person to do. @throws Error unless it names every change and prescribes one repair for all */
async function prescribed(context: ScenarioContext): Promise<{ hosts: (number | string)[]; causes: number }> {
  const { first, second, third } = brokers(context);
  const variables = known(context, 'variables');
  const { stdout } = await known(context, 'terraform').doctor(rehearsedFile(context), variables);
  const named = [
    `server.properties of ${first.name} is not the planned one: num.io.threads is 3 instead of missing`,
    `${second.name} differs from the plan: ${UNIT} is missing`,
    `the system disk of ${third.name} is new`,
    `${third.name} advertises `,
    `${builtPlan(context).bastion?.name} differs from the plan: ${SCRIPT} is another one`,
  ];
  const unnamed = named.filter((words) => !stdout.includes(words));
  if (unnamed.length > 0) throw new Error(`the doctor does not name: ${unnamed.join('; ')}\n${stdout}`);
  const fixes = [...stdout.matchAll(/^ {4}fix: (.*)$/gm)].map(([, fix = '']) => fix);
  const lists = new Set(fixes.map((fix) => /set repair: \[(.*?)\]/.exec(fix)?.[1]));
  const [list, ...others] = lists;
  if (list === undefined || others.length > 0)
    throw new Error(`the doctor prints no single repair:\n${stdout}`);
  const hosts = list.split(', ').map((host) => (/^\d+$/.test(host) ? Number(host) : host));
  return { hosts, causes: fixes.length };
}
