import { known, type ScenarioContext } from '../context';
import { redeploy } from '../terraform/redeploy';
import { restarted, underLoad } from '../steps/under-load';
import type { Step } from '../scenario';
import { build, link } from './default';

const TYPE = 'brokerDefaults.instanceType';

/** One broker's host gets another instance type: it stops and starts, after its gate, and no other does. */
export const maintain = (): Step<ScenarioContext>[] => [
  ...build,
  ...link,
  underLoad(
    'the second host gets another type',
    (context, { say }) => {
      const nodeId = known(context, 'plan').brokers[1]?.nodeId;
      return redeploy(context, { fields: { maintain: nodeId, [TYPE]: 'ecs.g7.xlarge' } }, { say });
    },
    (watched) => restarted(watched, { [[...watched.starts.keys()].sort()[1] ?? '']: 1 }),
  ),
  {
    name: 'the maintenance ends',
    run: (context, { say }) => redeploy(context, { fields: { [TYPE]: 'ecs.g7.xlarge' } }, { say }),
  },
];
