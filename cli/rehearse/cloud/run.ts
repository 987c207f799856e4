import { mkdirSync } from 'node:fs';
import type { Deployment } from '../../../config/deployments';
import { synthesize } from '../../../constructs/synthesize';
import { UserError } from '../../../domain/user-error';
import {
  addFault,
  CloudError,
  openCloud,
  parseFault,
  parseLatency,
  setLatency,
} from '../../../rehearsal/cloud/model';
import { prepareTerraform } from '../../../rehearsal/cloud/prepare-terraform';
import { load } from '../../command/deployments';
import { requirePackages } from '../../command/packages';
import { UsageError } from '../../command/usage-error';
import { requireTerraform } from '../../programs';
import { consumer } from './consumer';
import { environmentFromScratch, shellLines } from './environment';
import { cdktfVariables } from './exports';
import { cloudFolder, type CloudFolder } from './folder';
import { initialize } from './initialize';
import { simulated } from './simulated';
import { runTerraform } from './terraform';
import { CONSUMER_ACCOUNT, defaultVariables } from './variables';

/** How a person wants it done. */
export interface CloudOptions {
  readonly file: string | undefined;
  readonly dir: string | undefined;
  readonly latency: string | undefined;
  readonly fault: readonly string[];
}

/** Runs Terraform, or what else `args` name, against the simulated cloud of a deployment. @returns the exit code */
export async function run(args: readonly string[], options: CloudOptions): Promise<number> {
  const latency =
    options.latency === undefined ? undefined : usage('--latency', parseLatency, options.latency);
  const faults = options.fault.map((one) => usage('--fault', parseFault, one));
  requirePackages('cloud');
  process.stderr.write('The cloud is simulated: no account, nothing real is touched.\n\n');
  const [deployment, ...others] = load(options.file === undefined ? [] : [options.file]);
  if (!deployment || others.length > 0) throw new UsageError('one deployment at a time: use --file');
  const { config } = deployment;
  const folder = cloudFolder(options.dir, config.name);
  mkdirSync(folder.home, { recursive: true });
  try {
    const cloud = openCloud(folder.cloudFile, { region: config.region });
    if (latency) await setLatency(cloud, latency);
    for (const fault of faults) await addFault(cloud, fault);
    const [command, ...rest] = args;
    if (command !== 'consumer') return await terraform(folder, deployment, args);
    await consumer(cloud, rest, config.tidbCloud.accountId ?? CONSUMER_ACCOUNT);
    return 0;
  } catch (error) {
    if (error instanceof CloudError) throw new UserError(`${error.code}: ${error.message}`);
    throw error;
  }
}

async function terraform(
  folder: CloudFolder,
  deployment: Deployment,
  args: readonly string[],
): Promise<number> {
  const variables = {
    ...(await prepareTerraform({ dir: folder.providers, cloudFile: folder.cloudFile })),
    ...defaultVariables(deployment.config, process.env),
  };
  if (args[0] === 'env') {
    const all = { ...cdktfVariables(folder, deployment.file), ...variables };
    process.stdout.write(shellLines(all, process.env));
    return 0;
  }
  const command = requireTerraform(process.env);
  synthesize([simulated(deployment)], folder.outdir);
  const env = { ...environmentFromScratch(process.env, folder.home), ...variables };
  const where = { command, cwd: folder.stack, env };
  const failed = args[0] === 'init' ? 0 : await initialize(where);
  return failed || runTerraform(where, args);
}

/** @throws UsageError with what the reader of a value says */
function usage<T>(option: string, read: (text: string) => T, text: string): T {
  try {
    return read(text);
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}`);
  }
}
