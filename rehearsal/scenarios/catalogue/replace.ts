import { loseDataDisk, openCloud } from '../../cloud/model';
import { cloudFile, known, type ScenarioContext } from '../context';
import { redeploy } from '../terraform/redeploy';
import { inSync } from '../steps/quorum';
import { restarted, underLoad } from '../steps/under-load';
import type { Step, StepTools } from '../scenario';
import { waitFor } from '../lab/wait';
import { build, link } from './default';
import { isController } from '../../../plan/brokers';

/** The last broker loses its data disk for good: refused until somebody says so, then it copies everything again. */
export const replace = (): Step<ScenarioContext>[] => [
  ...build,
  ...link,
  underLoad(
    'a broker loses its data disk and is replaced',
    async (context, tools) => {
      const { id, name, role } = last(context);
      await loseDisk(context, name, tools);
      await refusedWithout(context, id, tools);
      const counts = await redeploy(context, { fields: { replace: id } }, { say: tools.say });
      await waitFor(() => inSync(context), { seconds: 60, every: 2, signal: tools.signal });
      return `${role}: refused without replace; with it: ${counts}`;
    },
    (watched, context) => {
      const { name } = last(context); // how often it was started without its disk says nothing
      restarted({ ...watched, starts: new Map([...watched.starts].filter(([one]) => one !== name)) }, {});
    },
  ),
  underLoad(
    'an apply without replace restarts nothing',
    (context, { say }) => redeploy(context, { fields: {} }, { say }),
    (watched) => restarted(watched, {}),
  ),
];

function last(context: ScenarioContext): { id: number; name: string; role: string } {
  const broker = known(context, 'plan').brokers.at(-1);
  if (!broker) throw new Error('there is no broker');
  const role = isController(broker) ? 'a controller' : 'a broker without a vote';
  return { id: broker.nodeId, name: broker.name, role };
}

async function loseDisk(context: ScenarioContext, name: string, { say, signal }: StepTools): Promise<void> {
  const { region } = known(context, 'config');
  const [{ port: external }] = known(context, 'plan').externalListeners;
  await loseDataDisk(openCloud(cloudFile(context), { region }), name);
  await known(context, 'lab').settle();
  say(`${name} meets errors of its disk`);
  const isDown = async () => {
    const look = ['bash', '-c', `! : 2>/dev/null <>/dev/tcp/127.0.0.1/${external}`];
    const said = await known(context, 'lab').host(name)?.exec(look, { check: false, timeoutSec: 10 });
    if (said?.code !== 0) throw new Error(`${name} serves without its disk`);
  };
  await waitFor(isDown, { seconds: 180, every: 1, signal });
}

async function refusedWithout(context: ScenarioContext, id: number, { say }: StepTools): Promise<void> {
  say('an apply without replace must fail');
  const said = await redeploy(context, { fields: {} }, { say }).then(
    (counts) => Promise.reject(new Error(`it was applied: ${counts}`)),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (!said.includes(`set replace: ${id} in the deployment file`)) throw new Error(said);
}
