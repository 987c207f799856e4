import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../../config/load';
import { newCluster } from '../../../config/schema';
import { jdkArchive, kafkaArchive } from '../../lab/archive';
import { builtPlan, known, type ScenarioContext } from '../context';
import { internal, kafkaTool, readOn, toolHost } from '../lab/hosts';
import { reboot } from '../lab/reboot';
import { redeploy } from '../terraform/redeploy';
import type { Changes } from '../terraform/rehearsed-file';
import { boot } from '../steps/boot';
import { inSync } from '../steps/quorum';
import { restarted, restartedOnce, underLoad } from '../steps/under-load';
import type { Step, StepTools } from '../scenario';
import { waitFor } from '../lab/wait';
import type { Watched } from '../lab/watch';
import { build, javaClient, link } from './default';

const FIRST = { release: '3.9.1', level: '3.9' };
const SECOND = { release: '4.1.2', level: '4.1' };

/** Kafka and the JDK become others under load, the level of the metadata follows on request, and never goes back. */
export const upgrade = (): Step<ScenarioContext>[] => [
  ...build,
  ...link,
  {
    name: 'releases to come',
    run: async ({ cacheDir }) => {
      const archives = [FIRST, SECOND].map(({ release }) => kafkaArchive(release, cacheDir));
      return (await Promise.all(archives)).map(({ fileName }) => fileName).join(', ');
    },
  },
  becomes('Kafka and the JDK become newer', () => FIRST.release),
  becomes('they go back before anything is finalised', ofTheFile),
  becomes('they become newer again', () => FIRST.release),
  {
    name: 'a host reboots into the new release',
    run: async (context, tools) => {
      const name = known(context, 'plan').brokers[1]?.name ?? '';
      await reboot(context, name, tools.signal);
      await served(context, tools);
      return runs(context, [name]);
    },
  },
  finalised(FIRST.level),
  {
    name: 'a downgrade is refused by the file',
    run: async (context, { say }) => {
      const older = await release(context, ofTheFile(context));
      return refusal(change(context, older, { say }), /kafka\.version .* is older than metadata\.version .*/);
    },
  },
  underLoad(
    'a downgrade that the file no longer forbids is refused by the first broker',
    async (context, { say }) => {
      const { fields, ...before } = known(context, 'changes');
      const older = await release(context, ofTheFile(context));
      const lines: string[] = [];
      const tell = (line: string) => {
        lines.push(line);
        say(line);
      };
      const refused = change(context, { ...older, 'kafka.metadataVersion': undefined }, { say: tell }).catch(
        () => Promise.reject(new Error(lines.join('\n'))),
      );
      const reason = await refusal(refused, /REFUSED: the cluster has finalised a metadata\.version .*/);
      await redeploy(context, { ...before, fields }, { say });
      return reason;
    },
    nothingRestarted,
  ),
  underLoad(
    'another broker comes',
    async (context, tools) => {
      const { brokers } = known(context, 'config');
      const id = Math.max(...brokers.map((broker) => broker.id)) + 1;
      const counts = await change(context, { brokers: [...brokers, { id, zone: brokers[0]?.zone }] }, tools);
      await served(context, tools);
      return `${counts}; ${await runs(context, known(context, 'plan').brokers.slice(-1).map(nameOf))}`;
    },
    nothingRestarted,
  ),
  javaClient,
  becomes('Kafka 4 comes', () => SECOND.release),
  finalised(SECOND.level),
];

const nameOf = ({ name }: { name: string }) => name;
const nothingRestarted = (watched: Watched) => restarted(watched, {});
const ofTheFile = ({ sourceFile }: ScenarioContext) =>
  newCluster(loadConfig(sourceFile).config).kafka.version;

/** Brings another release to every broker, one after another, by way of the bastion. */
function becomes(name: string, version: (context: ScenarioContext) => string): Step<ScenarioContext> {
  return underLoad(
    name,
    async (context, tools) => {
      const counts = await change(context, await release(context, version(context)), tools);
      const { brokers } = known(context, 'plan');
      return `${counts}; ${await runs(context, brokers.map(nameOf))}`;
    },
    restartedOnce,
  );
}

/** Finalises a level: the metadata of the whole cluster change, no process does. */
function finalised(level: string): Step<ScenarioContext> {
  return underLoad(
    `metadata.version ${level} is finalised`,
    async (context, tools) => {
      const counts = await change(context, { 'kafka.metadataVersion': level }, tools);
      const said = await kafkaTool(context, 'kafka-features', `${internal(context)} describe`);
      const now = /metadata\.version\t.*FinalizedVersionLevel: (\S+)/.exec(said)?.[1] ?? said;
      if (!now.startsWith(`${level}-`)) throw new Error(`metadata.version is ${now} instead of ${level}`);
      return `${counts}; ${now}`;
    },
    nothingRestarted,
  );
}

/** Changes fields of the deployment file for good; undefined removes one. */
function change(
  context: ScenarioContext,
  fields: Readonly<Record<string, unknown>>,
  { say }: Pick<StepTools, 'say'>,
): Promise<string> {
  const all = { ...known(context, 'changes').fields, ...fields };
  return redeploy(
    context,
    { fields: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) },
    { say },
  );
}

/** The fields of a release. Any but the first comes with a JDK of another name, which to the hosts is another one. */
async function release(context: ScenarioContext, version: string): Promise<NonNullable<Changes['fields']>> {
  const { dir, cacheDir } = context;
  const lab = known(context, 'lab');
  const from = newCluster(known(context, 'config')).kafka.delivery === 'bastion' ? 'internet' : 'region';
  const [kafka, jdk] = await Promise.all([kafkaArchive(version, cacheDir), jdkArchive(cacheDir)]);
  let path = jdk.path;
  if (version !== ofTheFile(context)) {
    path = join(dir, `jdk-${jdk.version}-for-kafka-${version}.tar.gz`);
    copyFileSync(jdk.path, path);
  }
  return {
    'kafka.version': version,
    'kafka.archive': { url: lab.offer(kafka.path, from), sha256: kafka.sha256 },
    'kafka.jdkArchive': { url: lab.offer(path, from), sha256: jdk.sha256 },
  };
}

/** What brokers run, by the files that their processes have opened. @throws unless it is what the file says */
async function runs(context: ScenarioContext, names: readonly string[]): Promise<string> {
  const { kafka } = builtPlan(context);
  const wanted = [kafka.archive, kafka.jdkArchive].map(({ fileName }) =>
    fileName.replace(/\.t(ar\.)?gz$/, ''),
  );
  const script = `cd "/proc/$(systemctl show -p MainPID --value kafka.service)" && readlink exe fd/*`;
  for (const name of names) {
    const opened = await known(context, 'lab').host(name)?.exec(['bash', '-c', script]);
    const missing = wanted.filter((one) => !opened?.stdout.includes(`/releases/${one}-`));
    if (missing.length > 0) throw new Error(`${name} does not run ${missing.join(' and ')}`);
  }
  const tools = await readOn(context, toolHost(context), 'readlink /opt/kafka/current');
  if (!tools.includes(wanted[0] ?? '')) throw new Error(`${toolHost(context)} has ${tools.trim()}`);
  return `${names.length} run ${wanted.join(' with ')}`;
}

async function served(context: ScenarioContext, tools: StepTools): Promise<void> {
  await boot.run(context, tools);
  await waitFor(() => inSync(context), { seconds: 120, every: 2, signal: tools.signal });
}

/** @returns the words with which something was refused */
async function refusal(attempt: Promise<string>, words: RegExp): Promise<string> {
  const said = await attempt.then(
    (counts) => Promise.reject(new Error(`it was applied: ${counts}`)),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const found = words.exec(said)?.[0];
  if (found === undefined) throw new Error(`refused with other words than ${String(words)}:\n${said}`);
  return found;
}
