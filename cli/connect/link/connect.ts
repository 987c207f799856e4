import { join } from 'node:path';
import { synthesize } from '../../../constructs/synthesize';
import { ByHand } from '../../../link/by-hand';
import { DeploymentFile } from '../../../link/deployment-file';
import { link } from '../../../link/link';
import { Person } from '../../../link/person';
import { LinkStop } from '../../../link/stop';
import { Terraform } from '../../../link/terraform';
import { Ticloud } from '../../../link/ticloud';
import { NotLoggedIn } from '../../../link/ticloud-failure';
import type { TidbCloud } from '../../../link/tidb-cloud';
import { provideHostKeys } from '../../../secrets/provide-host-keys';
import { load } from '../../command/deployments';
import { examineAndShow } from '../../look/doctor/examine-all';
import { findProgram, requireTerraform } from '../../programs';

/** How a person wants it done. */
export interface LinkOptions {
  readonly yes: boolean;
  readonly variables: Readonly<Record<string, string>>;
  readonly waitSeconds: number;
  readonly endpointId: string | undefined;
  /** Whether the running deployment is examined at the end. */
  readonly doctor: boolean;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** From an endpoint service to brokers that TiDB Cloud reaches. @throws LinkStop where it cannot go on */
export async function connect(name: string, options: LinkOptions): Promise<void> {
  const { variables, waitSeconds, endpointId } = options;
  const program = requireTerraform(process.env);
  const person = new Person({
    yes: options.yes,
    input: process.stdin.isTTY ? process.stdin : undefined,
    output: process.stdout,
  });
  const file = new DeploymentFile(name);
  const stack = join('cdktf.out', 'stacks', file.config.name);
  const tidbCloud = await tidbCloudOf(file, person);
  const given = Object.entries(variables).map((pair) => pair.join('='));
  await link({
    file,
    tidbCloud,
    person,
    synthesize: () => prepare(name),
    terraform: new Terraform(program, stack, given),
    variable: (variable) => variables[variable] ?? process.env[`TF_VAR_${variable}`],
    endpointId,
    waitSeconds,
    doctor: options.doctor ? () => examineAndShow(load([name]), { variables }) : undefined,
    say,
  });
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

/** As `npx kafka-link host-keys` and `npx kafka-link synth` do. */
function prepare(name: string): void {
  const [deployment] = load([name]);
  if (!deployment) throw new LinkStop(`${name} is not valid any more`);
  if (deployment.config.stage === 'full') provideHostKeys(deployment, {});
  synthesize([deployment]);
}
