import { builtPlan, type ScenarioContext } from '../context';
import { internal, kafkaCommand, readOn, toolHost } from '../lab/hosts';
import type { Step, StepTools } from '../scenario';
import { boot } from '../steps/boot';
import { examine } from '../steps/doctor';
import { filled, makeRoom, onEach } from '../steps/full-disk';
import { redeploy } from '../terraform/redeploy';
import { build, link } from './default';

const SIZE = 'brokerDefaults.dataDisk.sizeGiB';

/** Every data disk is full and no quorum is left: back by the reserve, then by a larger disk (docs/runbooks/full-disk.md). */
export const disk = (): Step<ScenarioContext>[] => [
  ...build,
  ...link,
  filled('the reserve is given free', byReserve),
  filled('the disks grow', byGrowing),
  {
    name: 'room is made, and every reserve is held',
    run: async (context) => {
      await makeRoom(context);
      return (await onEach(context, 'kafka-reserve restore')).join(' ').trim();
    },
  },
  examine,
];

async function byReserve(context: ScenarioContext, tools: StepTools): Promise<string> {
  await onEach(context, 'kafka-reserve release && systemctl start kafka');
  await boot.run(context, tools);
  const topic = '--topic old --partitions 3';
  const entity = '--entity-type topics --entity-name old';
  const commands = [
    kafkaCommand('kafka-topics', `${internal(context)} --create ${topic}`),
    kafkaCommand('kafka-configs', `${internal(context)} --alter ${entity} --add-config retention.ms=3600000`),
    kafkaCommand('kafka-topics', `${internal(context)} --delete --topic old`),
  ];
  await readOn(context, toolHost(context), `set -e\n${commands.join('\n')}`, 180);
  await makeRoom(context);
  const held = await onEach(context, 'kafka-reserve restore');
  return `given free, started, and held again: ${held.join(' ').trim()}`;
}

async function byGrowing(context: ScenarioContext, { say }: StepTools): Promise<string> {
  const before = builtPlan(context).brokers[0]?.dataDisk.sizeGiB ?? 0;
  const after = before + 20;
  const counts = await redeploy(context, { fields: { [SIZE]: after } }, { say });
  const sizes = await onEach(context, 'df --output=size -BG /var/lib/kafka | tail -n 1');
  const least = Math.min(...sizes.map((text) => Number.parseInt(text)));
  if (!(least > before)) throw new Error(`file systems of ${sizes.join()} on disks of ${after} GiB`);
  return `${before} to ${after} GiB: ${counts}`;
}
