import { createInterface } from 'node:readline/promises';
import type { Deployment } from '../../../config/deployments';
import { tidbCloud as tidbCloudSchema } from '../../../config/fields/tidb-cloud';
import { formatProblems } from '../../../config/problems/problem';
import type { ExistingConfig } from '../../../config/schema';
import { UserError } from '../../../domain/user-error';
import { stepsByHand, WITHOUT_RESTART } from '../../../expose/by-hand';
import type { BrokerChange } from '../../../expose/change';
import type { ExistingCluster } from '../../../expose/cluster';
import { prepare } from '../../../expose/prepare';
import { roll } from '../../../expose/roll';
import { OpenSsh } from '../../../expose/ssh';
import { planCluster } from '../../../plan/plan';

/** How a person wants it done. */
export interface ExposeOptions {
  readonly uniqueName: string | undefined;
  readonly yes: boolean;
  readonly byHand: boolean;
  readonly allowUnavailable: boolean;
  readonly gateTimeoutSeconds: number;
  readonly sshConfig: string | undefined;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Gives the brokers of a cluster that runs already EXTERNAL. @returns the exit code */
export async function expose({ file, config }: Deployment, options: ExposeOptions): Promise<number> {
  if (config.cluster !== 'existing') {
    throw new UserError(
      `${file} builds its cluster (cluster: new): terraform apply gives its brokers EXTERNAL`,
    );
  }
  const cluster = clusterOf(config, options);
  const { hosts } = cluster.plan;
  if (options.byHand || !hosts) {
    if (!options.byHand) say('existing.hosts is not in the file, so you do these steps:\n');
    process.stdout.write(stepsByHand(cluster, { hosts, file, uniqueName: options.uniqueName }));
    return 0;
  }
  const ssh = new OpenSsh(hosts, options.sshConfig);
  const changes = await prepare(cluster, hosts, ssh, file);
  show(file, cluster, changes);
  if (!(await agreed(options, changes))) return 1;
  await roll(changes, ssh, { ...options, say });
  say(`✓ ${changes.length} brokers serve with EXTERNAL`);
  return 0;
}

function clusterOf(config: ExistingConfig, { uniqueName }: ExposeOptions): ExistingCluster {
  const parsed = tidbCloudSchema.shape.uniqueName.safeParse(uniqueName);
  if (!parsed.success) {
    throw new UserError(parsed.error.issues.map(({ message }) => `unique_name ${message}`).join('\n'));
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
async function agreed({ yes }: ExposeOptions, changes: readonly BrokerChange[]): Promise<boolean> {
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
