import { hostAndPort } from '../../../plan/brokers';
import { known, type ScenarioContext } from '../context';
import type { Result } from './port';

/** Runs a script on a host by SSH; any exit code is an answer. */
export function onHost(
  context: ScenarioContext,
  name: string,
  script: string,
  timeoutSec = 120,
  input?: string,
): Promise<Result> {
  return known(context, 'ssh').run(name, script, timeoutSec, input);
}

/** @returns standard output; throws with the end of what was said when the script fails */
export async function readOn(
  context: ScenarioContext,
  name: string,
  script: string,
  timeoutSec = 120,
): Promise<string> {
  const { code, stdout, stderr } = await onHost(context, name, script, timeoutSec);
  if (code === 0) return stdout;
  const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n');
  throw new Error(`exit code ${code ?? '?'} on ${name}:\n${said}`);
}

/** Runs one of Kafka's commands inside the VPC: on the bastion, or on the first broker where there is none. */
export function kafkaTool(context: ScenarioContext, name: string, args: string): Promise<string> {
  return readOn(context, toolHost(context), kafkaCommand(name, args), 90);
}

/** A command of Kafka's with a bounded time. */
export function kafkaCommand(name: string, args: string, seconds = 60): string {
  return `JAVA_HOME=/opt/java/current timeout ${seconds} /opt/kafka/current/bin/${name}.sh ${args}`;
}

/** The host on which Kafka's commands run. */
export function toolHost(context: ScenarioContext): string {
  const { bastion, brokers } = known(context, 'plan');
  const name = bastion?.name ?? brokers[0]?.name;
  if (name === undefined) throw new Error('there is no host');
  return name;
}

/** What a client of INTERNAL needs on a host where it has to show a certificate; root can read it. */
export const INTERNAL_CLIENT = '/etc/kafka/internal-client.properties';

/** How one of Kafka's commands reaches INTERNAL, where it is not as it should be. */
export interface InternalOptions {
  /** Bootstrap addresses. @default - every broker's */
  server?: string;
  /** What the command calls a file with settings. @default --command-config */
  option?: string;
}

/** Options of one of Kafka's commands by which it reaches INTERNAL from a host of the deployment. */
export function internal(context: ScenarioContext, options: InternalOptions = {}): string {
  const { brokers, internalTls } = known(context, 'plan');
  const all = brokers.map((broker) => hostAndPort(broker.internal));
  const { server = all.join(), option = '--command-config' } = options;
  return `--bootstrap-server ${server}${internalTls ? ` ${option} ${INTERNAL_CLIENT}` : ''}`;
}
