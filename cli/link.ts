import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { deploymentFiles } from '../config/deployments';
import { ConfigError, formatProblems } from '../config/problems/problem';
import { synthesize } from '../constructs/synthesize';
import { ByHand } from '../link/by-hand';
import { DeploymentFile } from '../link/deployment-file';
import { link } from '../link/link';
import { Person } from '../link/person';
import { LinkStop } from '../link/stop';
import { Terraform } from '../link/terraform';
import type { TidbCloud } from '../link/tidb-cloud';
import { Ticloud } from '../link/ticloud';
import { NotLoggedIn } from '../link/ticloud-failure';
import { provideHostKeys } from '../secrets/provide-host-keys';
import { type LinkRequest, readArguments, USAGE } from './link-arguments';
import { loadOrReport } from './with-deployments';
import { findProgram, findTerraform } from './programs';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run link -- [FILE]`: from an endpoint service to brokers that TiDB Cloud reaches. Returns the exit code. */
async function main(): Promise<number> {
  const request = readArguments(process.argv.slice(2));
  if (request.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [name = '', ...others] = deploymentFiles(request.files, process.env);
  if (others.length > 0) throw new LinkStop('one deployment at a time');
  const deployments = loadOrReport([name]);
  if (!deployments) return 1;
  const warnings = deployments.flatMap((deployment) => deployment.warnings);
  if (warnings.length > 0) process.stderr.write(`${formatProblems(name, warnings)}\n\n`);
  const program = findTerraform(process.env);
  if (program === undefined) throw new LinkStop('there is neither terraform nor tofu on PATH');
  const person = new Person({
    yes: request.yes,
    input: process.stdin.isTTY ? process.stdin : undefined,
    output: process.stdout,
  });
  const file = new DeploymentFile(name);
  const { variables, waitSeconds, endpointId } = request;
  const stack = join('cdktf.out', 'stacks', file.config.name);
  const tidbCloud = await tidbCloudOf(file, person);
  await link({
    file,
    tidbCloud,
    person,
    synthesize: () => prepare(name),
    terraform: new Terraform(
      program,
      stack,
      Object.entries(variables).map((pair) => pair.join('=')),
    ),
    variable: (variable) => variables[variable] ?? process.env[`TF_VAR_${variable}`],
    endpointId,
    waitSeconds,
    doctor: doctorOf(request, name),
    say,
  });
  return 0;
}

/** `ticloud`, or a person where it is missing or has no login. */
async function tidbCloudOf(file: DeploymentFile, person: Person): Promise<TidbCloud> {
  const clusterId = file.config.tidbCloud.clusterId;
  if (clusterId === undefined) {
    throw new LinkStop(`tidbCloud.clusterId is missing in ${file.name}: the id of the TiDB Cloud cluster`);
  }
  const byHand = () => new ByHand(person, clusterId, say, () => file.config);
  const program = findProgram(['ticloud'], process.env['PATH'] ?? '');
  if (program === undefined) {
    say('ticloud is not on PATH: its commands are yours to run.');
    return byHand();
  }
  const ticloud = new Ticloud(program, clusterId);
  try {
    await ticloud.needs();
    return ticloud;
  } catch (error) {
    if (!(error instanceof NotLoggedIn) || !person.isThere) throw error;
    say(`${error.message}\nGoing on without it: its commands are yours to run.`);
    return byHand();
  }
}

/** As `npm run host-keys` and `npm run synth` do. */
function prepare(name: string): void {
  const deployments = loadOrReport([name]);
  const [deployment] = deployments ?? [];
  if (!deployment) throw new LinkStop(`${name} is not valid any more`);
  if (deployment.config.stage === 'full') provideHostKeys(deployment, {});
  synthesize([deployment]);
}

/** Looks at the deployment with `npm run doctor`, unless it is not to. */
function doctorOf({ doctor, variables }: LinkRequest, name: string): (() => Promise<number>) | undefined {
  if (!doctor) return undefined;
  const given = Object.entries(variables).flatMap((pair) => ['--var', pair.join('=')]);
  const command = [join(__dirname, 'run.js'), join(__dirname, 'doctor.ts'), name, ...given];
  return async () => spawnSync(process.execPath, command, { stdio: 'inherit' }).status ?? 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    if (!(error instanceof LinkStop || error instanceof ConfigError)) throw error;
    process.stderr.write(`✗ ${error.message}\n`);
    process.exitCode = error instanceof LinkStop ? error.exitCode : 1;
  },
);
