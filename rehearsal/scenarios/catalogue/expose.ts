import { planCluster } from '../../../plan/plan';
import { loadConfig } from '../../../config/load';
import { cloudFile, kafkaVersion, known, type ScenarioContext, rehearsedFile } from '../context';
import { Load } from '../clients/load';
import { writeRehearsedFile } from '../terraform/rehearsed-file';
import { OPS, type ForeignCluster } from '../steps/somebody-else/cluster';
import { clientStep } from '../steps/clients';
import { synth } from '../steps/build';
import { expose, filesOnHosts, judgeFiles, shownFirst } from '../steps/expose';
import { accept, attachDomain, createEndpoint } from '../steps/link';
import { open } from '../steps/open';
import { namesOf, somebodyElsesCluster } from '../steps/somebody-else';
import { restarted, restartedOnce, underLoad } from '../steps/under-load';
import type { Step } from '../scenario';
import { javaClient } from './default';
import { hostAndPort } from '../../../plan/brokers';

/** The unchanged file names the brokers that somebody else then makes. */
const read: Step<ScenarioContext> = {
  name: 'deployment file',
  run: async (context) => {
    const { config } = loadConfig(context.sourceFile);
    context.facts = { ...context.facts, config, plan: planCluster(config) };
    return `${config.brokers.length} brokers that run already`;
  },
};

const named: Step<ScenarioContext> = {
  name: 'the file names the cluster',
  run: async (context) => {
    const changes = { ...known(context, 'changes'), fields: namesOf(context) };
    const config = writeRehearsedFile(context.sourceFile, rehearsedFile(context), changes);
    context.facts = { ...context.facts, changes, config, plan: planCluster(config) };
    return 'VPC, vSwitches, brokers, their security group, the way to them';
  },
};

/** Load balancer and endpoint service, and nothing of the brokers. */
const apply: Step<ScenarioContext> = {
  name: 'apply',
  run: async (context, { say }) => {
    const terraform = known(context, 'terraform');
    const { tidbCloud } = known(context, 'config');
    const variables = {
      tidb_cloud_account_id: tidbCloud.accountId ?? known(context, 'lab').tidbCloud.accountId,
    };
    await terraform.init(cloudFile(context));
    const counts = await terraform.apply(variables, say);
    context.facts = { ...context.facts, variables, outputs: await terraform.outputs() };
    await known(context, 'lab').settle();
    return counts;
  },
};

/** A producer and a consumer group inside the VPC, on INTERNAL, where the cluster's own clients are. */
const internalLoad = (topic: string) => async (context: ScenarioContext, signal: AbortSignal) => {
  const place = known(context, 'lab').networkOf(OPS.name);
  if (!place) throw new Error(`${OPS.name} does not run`);
  const { brokers } = known(context, 'plan');
  const server = brokers.map(({ internal }) => hostAndPort(internal)).join(',');
  const partitions = 2 * brokers.length;
  return Load.begin(
    context,
    { place, server, topic, partitions, kafkaVersion: kafkaVersion(context) },
    signal,
  );
};

const exposed: Step<ScenarioContext> = underLoad(
  'the brokers get EXTERNAL, one after another',
  async (context, { say }) => {
    const before = await filesOnHosts(context);
    const { code, stdout, stderr } = await expose(context, ['--yes'], say);
    if (code !== 0) throw new Error(`exit code ${code ?? '?'}\n${tail(stdout)}\n${tail(stderr)}`);
    return judgeFiles(context, before, await filesOnHosts(context));
  },
  restartedOnce,
  internalLoad('billing'),
);

const again: Step<ScenarioContext> = underLoad(
  'once more, nothing restarts',
  async (context, { say }) => {
    const { code, stdout, stderr } = await expose(context, ['--yes'], say);
    if (code !== 0) throw new Error(`exit code ${code ?? '?'}\n${tail(stdout)}\n${tail(stderr)}`);
    return 'every file is right already';
  },
  (watched) => restarted(watched, {}),
  internalLoad('billing-again'),
);

const tail = (text: string): string => text.trim().split('\n').slice(-25).join('\n');

/** A cluster that runs already, made by somebody else, is exposed under load. */
const scenario = (mode: ForeignCluster['mode']) => (): Step<ScenarioContext>[] => [
  open,
  read,
  somebodyElsesCluster(mode),
  named,
  synth,
  apply,
  createEndpoint,
  accept,
  attachDomain,
  shownFirst,
  exposed,
  javaClient,
  clientStep('another client through the private link', 'other'),
  again,
];

export const exposeKraft = scenario('kraft');
export const exposeZooKeeper = scenario('zookeeper');
