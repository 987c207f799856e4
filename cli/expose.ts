import { createInterface } from 'node:readline/promises';
import { deploymentFiles } from '../config/deployments';
import { tidbCloud as tidbCloudSchema } from '../config/fields/tidb-cloud';
import { ConfigError, formatProblems } from '../config/problems/problem';
import type { ExistingConfig } from '../config/schema';
import { stepsByHand, WITHOUT_RESTART } from '../expose/by-hand';
import type { BrokerChange } from '../expose/change';
import type { ExistingCluster } from '../expose/cluster';
import { prepare } from '../expose/prepare';
import { roll } from '../expose/roll';
import { OpenSsh } from '../expose/ssh';
import { RollStopped } from '../expose/stopped';
import { planCluster } from '../plan/plan';
import { type ExposeRequest, readArguments, USAGE } from './expose-arguments';
import { loadOrReport } from './with-deployments';

/** A wish that cannot be met; the message says why. */
class Refused extends Error {}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run expose`: EXTERNAL on the brokers of a cluster that runs already. Returns the exit code. */
async function main(): Promise<number> {
  const request = argumentsOf(process.argv.slice(2));
  if (request.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [file = '', ...others] = deploymentFiles(request.files, process.env);
  if (others.length > 0) throw new Refused('one deployment at a time');
  const deployment = loadOrReport([file])?.[0];
  if (!deployment) return 1;
  const { config, warnings } = deployment;
  if (warnings.length > 0) process.stderr.write(`${formatProblems(file, warnings)}\n\n`);
  if (config.cluster !== 'existing') {
    throw new Refused(
      `${file} builds its cluster (cluster: new): terraform apply gives its brokers EXTERNAL`,
    );
  }
  const cluster = clusterOf(config, request);
  const { hosts } = cluster.plan;
  if (request.byHand || !hosts) {
    if (!request.byHand) say('existing.hosts is not in the file, so this is yours to do:\n');
    process.stdout.write(stepsByHand(cluster, { hosts, file, uniqueName: request.uniqueName }));
    return 0;
  }
  const ssh = new OpenSsh(hosts, request.sshConfig);
  const changes = await prepare(cluster, hosts, ssh, file);
  show(file, cluster, changes);
  if (!(await agreed(request, changes))) return 2;
  await roll(changes, ssh, { ...request, say });
  say(`✓ ${changes.length} brokers serve with EXTERNAL`);
  return 0;
}

function argumentsOf(args: readonly string[]): ExposeRequest {
  try {
    return readArguments(args, process.env);
  } catch (error) {
    throw new Refused(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function clusterOf(config: ExistingConfig, { uniqueName }: ExposeRequest): ExistingCluster {
  const parsed = tidbCloudSchema.shape.uniqueName.safeParse(uniqueName);
  if (!parsed.success) {
    throw new Refused(parsed.error.issues.map(({ message }) => `unique_name ${message}`).join('\n'));
  }
  return {
    plan: planCluster(config, uniqueName ?? config.tidbCloud.uniqueName),
    listenerPattern: config.tidbCloud.listenerPattern,
  };
}

/** Every change, on standard output; what is doubtful, on standard error. */
function show(file: string, { plan: { mode } }: ExistingCluster, changes: readonly BrokerChange[]): void {
  const warnings = changes.flatMap((change) => change.warnings);
  if (warnings.length > 0) process.stderr.write(`${formatProblems(file, warnings)}\n\n`);
  for (const { broker, changed, patch, unfinished } of changes) {
    const before = unfinished ? ' (an earlier change is not finished)' : '';
    say(
      changed.length > 0
        ? `${broker.name}: ${changed.join(', ')} change${before}`
        : `${broker.name}: the file is right already${before}`,
    );
    process.stdout.write(patch);
  }
  if (mode === 'zookeeper' && changes.some(({ changed }) => changed.length > 0)) say(WITHOUT_RESTART);
}

/** Asks once for all brokers. Whether they run with their files only they can tell. */
async function agreed({ yes }: ExposeRequest, changes: readonly BrokerChange[]): Promise<boolean> {
  if (yes) return true;
  const names = changes.map(({ broker }) => broker.name).join(', ');
  if (!process.stdin.isTTY) {
    say(`Nothing was changed, since nobody is there to agree (--yes agrees): ${names}`);
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
    const answer = terminal.question(
      `Bring ${names} to these files, each restarted at most once, one after another? [y/N] `,
    );
    return /^y(es)?$/i.test((await Promise.race([answer, ended])).trim());
  } finally {
    terminal.close();
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    if (!(error instanceof Refused || error instanceof ConfigError || error instanceof RollStopped))
      throw error;
    process.stderr.write(`${error instanceof RollStopped ? '✗ ' : ''}${error.message}\n`);
    process.exitCode = 1;
  },
);
