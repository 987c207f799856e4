import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jdkArchive, kafkaArchive } from '../../../lab/archive';
import { cloudFile, known, type ScenarioContext } from '../../context';
import { readOn } from '../../lab/hosts';
import { type ForeignCluster, OPS, PLACES } from './cluster';
import { foreignStack } from './stack';
import { Ssh } from '../../lab/ssh';
import type { Step, StepTools } from '../../scenario';
import { Terraform } from '../../terraform/terraform';
import { waitFor } from '../../lab/wait';
import { offered } from '../build';

/** The last release that starts with ZooKeeper is 3.9; this is the one of PingCAP's document. */
const VERSION = '3.7.1';
const STACK = 'billing';

/** Somebody else's Terraform and scripts make a cluster that has only INTERNAL. Its brokers are those of the deployment file. */
export function somebodyElsesCluster(mode: ForeignCluster['mode']): Step<ScenarioContext> {
  return {
    name: `somebody else's cluster (${mode})`,
    run: async (context, tools) => {
      const lab = known(context, 'lab');
      const [kafka, jdk] = await Promise.all([
        kafkaArchive(VERSION, context.cacheDir),
        jdkArchive(context.cacheDir),
      ]);
      const changes = offered(lab, kafka, jdk, 'region');
      const cluster: ForeignCluster = {
        mode,
        version: VERSION,
        brokers: known(context, 'plan').brokers.map(({ nodeId: id, name, zone, address }) => {
          return { id, name, zone, address };
        }),
        kafkaUrl: changes.archive.url,
        jdkUrl: changes.jdk.url,
      };
      const ssh = new Ssh(lab.operator, join(context.dir, 'ssh'));
      const outputs = await applyForeign(context, foreignStack(cluster, ssh.publicKey, lab.operatorAddress));
      ssh.configure([
        { name: OPS.name, address: String(outputs['ops_public_ip']) },
        ...cluster.brokers.map(({ name, address }) => ({ name, address, via: OPS.name })),
      ]);
      context.facts = { ...context.facts, changes, ssh, foreign: { cluster, outputs } };
      await lab.settle();
      await untilItServes(context, cluster, tools);
      return `${cluster.brokers.length} brokers serve on INTERNAL`;
    },
  };
}

/** In its own folder with its own state: our Terraform never hears of it. */
async function applyForeign(context: ScenarioContext, stack: object): Promise<Record<string, unknown>> {
  const dir = join(context.dir, 'somebody-else');
  const folder = join(dir, 'cdktf.out/stacks', STACK);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(stack, undefined, 2));
  const terraform = new Terraform(known(context, 'lab').operator, dir, STACK);
  await terraform.init(cloudFile(context));
  await terraform.apply({});
  return terraform.outputs();
}

async function untilItServes(
  context: ScenarioContext,
  { brokers }: ForeignCluster,
  { say, signal }: StepTools,
): Promise<void> {
  const bootstrap = brokers.map(({ address }) => `${address}:9092`).join(',');
  const ask =
    `JAVA_HOME=${PLACES.javaHome} timeout 60 ${PLACES.kafkaHome}/bin/kafka-broker-api-versions.sh ` +
    `--bootstrap-server ${bootstrap} | grep -c '(id: '`;
  await waitFor(
    async () => {
      for (const { name } of brokers) {
        say(`waiting for ${name}`);
        await readOn(
          context,
          name,
          `systemctl is-active ${PLACES.service} || { tail -n 5 /var/log/setup.log; exit 1; }`,
        );
      }
      const found = await readOn(context, brokers[0]?.name ?? '', ask, 90);
      if (Number(found) !== brokers.length) throw new Error(`${found.trim()} brokers are registered`);
    },
    { seconds: 240, every: 3, signal },
  );
}

/** The deployment file names what is there, as its owner reads it off the other Terraform's outputs. */
export function namesOf(context: ScenarioContext): Record<string, unknown> {
  const { cluster, outputs } = known(context, 'foreign');
  const vswitches = outputs['vswitch_ids'] as Record<string, string>;
  const instances = outputs['instance_ids'] as Record<string, string>;
  const { config } = context.facts;
  return {
    'vpc.id': outputs['vpc_id'],
    ...Object.fromEntries(
      (config?.zones ?? []).map(({ id }, index) => [`zones.${index}.vswitchId`, vswitches[id]]),
    ),
    ...Object.fromEntries(
      (config?.brokers ?? []).flatMap((broker, index) =>
        'server' in broker && broker.server !== undefined
          ? [[`brokers.${index}.server`, instances[broker.id]]]
          : [],
      ),
    ),
    'existing.mode': cluster.mode,
    'existing.securityGroupId': outputs['security_group_id'],
    'existing.hosts.jumpHost': `root@${String(outputs['ops_public_ip'])}`,
  };
}
