import { mkdirSync } from 'node:fs';
import type { Deployment } from '../config/deployments';
import { synthesize } from '../constructs/synthesize';
import { addFault, type Cloud, CloudError, openCloud, setLatency } from '../rehearsal/cloud/model';
import { prepareTerraform } from '../rehearsal/cloud/prepare-terraform';
import { type CloudArguments, parseArguments, UsageError } from './cloud/arguments';
import { consumer } from './cloud/consumer';
import { environmentFromScratch, shellLines } from './cloud/environment';
import { cdktfVariables } from './cloud/exports';
import { cloudFolder, type CloudFolder } from './cloud/folder';
import { initialize } from './cloud/initialize';
import { simulated } from './cloud/simulated';
import { runTerraform } from './cloud/terraform';
import { usage } from './cloud/usage';
import { CONSUMER_ACCOUNT, defaultVariables } from './cloud/variables';
import { loadOrReport } from './with-deployments';
import { findTerraform } from './programs';

/** `npm run cloud`: the real Terraform against a simulated Alibaba Cloud. Returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0 || args[0] === '--help') {
    process.stdout.write(usage);
    return 0;
  }
  const parsed = parseArguments(args);
  if (parsed.rest.length === 0) throw new UsageError('a command is missing, such as plan');
  process.stderr.write('The cloud is simulated: no account, nothing real is touched.\n\n');
  const deployments = loadOrReport(parsed.file === undefined ? [] : [parsed.file]);
  if (!deployments) return 1;
  const [deployment, ...others] = deployments;
  if (!deployment || others.length > 0) throw new UsageError('one deployment at a time: use --file');
  return run(parsed, deployment);
}

async function run(parsed: CloudArguments, deployment: Deployment): Promise<number> {
  const { config } = deployment;
  const folder = cloudFolder(parsed.dir, config.name);
  mkdirSync(folder.home, { recursive: true });
  const cloud = openCloud(folder.cloudFile, { region: config.region });
  await set(cloud, parsed);
  const [command, ...rest] = parsed.rest;
  if (command === 'consumer') {
    await consumer(cloud, rest, config.tidbCloud.accountId ?? CONSUMER_ACCOUNT);
    return 0;
  }
  const variables = {
    ...(await prepareTerraform({ dir: folder.providers, cloudFile: folder.cloudFile })),
    ...defaultVariables(config, process.env),
  };
  if (command === 'env') {
    const all = { ...cdktfVariables(folder, deployment.file), ...variables };
    process.stdout.write(shellLines(all, process.env));
    return 0;
  }
  return terraform(folder, deployment, variables, parsed.rest);
}

async function set(cloud: Cloud, { latency, faults }: CloudArguments): Promise<void> {
  if (latency) await setLatency(cloud, latency);
  for (const fault of faults) await addFault(cloud, fault);
}

async function terraform(
  folder: CloudFolder,
  deployment: Deployment,
  variables: Record<string, string>,
  args: readonly string[],
): Promise<number> {
  const command = findTerraform(process.env);
  if (command === undefined) throw new UsageError('there is neither terraform nor tofu on PATH');
  synthesize([simulated(deployment)], folder.outdir);
  const env = { ...environmentFromScratch(process.env, folder.home), ...variables };
  const run = { command, cwd: folder.stack, env };
  const failed = args[0] === 'init' ? 0 : await initialize(run);
  return failed || runTerraform(run, args);
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    if (!(error instanceof UsageError || error instanceof CloudError)) throw error;
    const code = error instanceof CloudError ? `${error.code}: ` : '';
    const hint = error instanceof UsageError ? ' (npm run cloud shows how)' : '';
    process.stderr.write(`${code}${error.message}${hint}\n`);
    process.exitCode = 1;
  },
);
