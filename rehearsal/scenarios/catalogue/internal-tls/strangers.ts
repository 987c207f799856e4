import { isController } from '../../../../plan/brokers';
import { logged, loggedSince } from '../../clients/attempt';
import { Authority } from '../../secrets/authority';
import { builtPlan, type ScenarioContext } from '../../context';
import { internal, INTERNAL_CLIENT, kafkaCommand, kafkaTool, onHost, readOn } from '../../lab/hosts';
import { type Asking, identityOf, servedInside } from '../../secrets/internal-certificates';
import type { StepTools } from '../../scenario';

const TOPIC = 'strange';
/** Where a stranger keeps its files, on a host of the deployment. */
const FOLDER = '/tmp/stranger';
/** A client that is refused asks again and again for as long as this. */
const SECONDS = 20;

/** On the bastion: without TLS, without a certificate, and with one of another CA. */
export async function refusedOnInternal(context: ScenarioContext, tools: StepTools): Promise<string> {
  const { bastion } = builtPlan(context);
  if (!bastion) throw new Error('there is no bastion');
  const { brokers } = builtPlan(context);
  const server = `--bootstrap-server ${brokers.map(({ address, internal: { port } }) => `${address}:${port}`).join()}`;
  const other = await certificateOfAnother(bastion.name);
  const create = { tool: 'kafka-topics', before: server, after: `--create --topic ${TOPIC} --partitions 1` };
  await toolsAreRefused(context, tools, bastion, create, other);
  await programsAreRefused(context, tools, bastion, 'internal', other);
  const topics = await kafkaTool(context, 'kafka-topics', `${internal(context)} --list`);
  if (topics.split('\n').includes(TOPIC)) throw new Error(`${TOPIC} was created all the same`);
  return 'without TLS, without a certificate, by another CA: refused, logged, without effect';
}

/** The same on a broker, since only brokers reach CONTROLLER. */
export async function refusedOnController(context: ScenarioContext, tools: StepTools): Promise<string> {
  const { brokers, ports } = builtPlan(context);
  const controllers = brokers.filter(isController);
  const [first] = brokers;
  if (!first) throw new Error('there is no broker');
  const server = `--bootstrap-controller ${controllers.map(({ address }) => `${address}:${ports.controller}`).join()}`;
  const other = await certificateOfAnother(first.name);
  const describe = { tool: 'kafka-metadata-quorum', before: server, after: 'describe --status' };
  await toolsAreRefused(context, tools, first, describe, other);
  await programsAreRefused(context, tools, first, 'controller', other);
  const args = `${server} --command-config ${INTERNAL_CLIENT} describe --status`;
  const said = await readOn(context, first.name, kafkaCommand(describe.tool, args));
  if (!/^LeaderId:\s+\d+/m.test(said))
    throw new Error(`a broker's own certificate does not let in:\n${said}`);
  return 'without TLS, without a certificate, by another CA: refused and logged; by its own, a broker is let in';
}

/** @throws Error unless each of these is the reason why a server gave no answer */
export function refusedWith(lines: readonly string[]): void {
  const others = lines.filter((line) => !/^(ERR_SSL_\w+|ECONNRESET|EPIPE|closed)$/.test(line));
  if (lines.length === 0 || others.length > 0) throw new Error(`not refused: ${others.join(', ')}`);
}

interface Host {
  readonly name: string;
  readonly address: string;
}

/** One of Kafka's commands, and what it is told before and after the file with its settings. */
interface Command {
  readonly tool: string;
  readonly before: string;
  readonly after: string;
}

async function toolsAreRefused(
  context: ScenarioContext,
  tools: StepTools,
  host: Host,
  { tool, before, after }: Command,
  other: string,
): Promise<void> {
  const cases: readonly [who: string, settings?: readonly string[]][] = [
    ['a command without TLS'],
    ['a command without a certificate', TRUSTING],
    ['a command with a certificate of another CA', [...TRUSTING, ...SHOWING]],
  ];
  for (const [who, settings] of cases) {
    const file = `${FOLDER}/client.properties`;
    const script = [
      `trap 'rm -rf ${FOLDER}' EXIT`,
      `umask 077; mkdir ${FOLDER}; cat >${FOLDER}/own.pem`,
      `cat >${file} <<'END'\n${[...(settings ?? []), ''].join('\n')}END`,
      kafkaCommand(tool, `${before}${settings ? ` --command-config ${file}` : ''} ${after}`, SECONDS),
    ].join('\n');
    await isKeptOut(context, tools, { who: `${who} (${tool})`, host }, async () => {
      const { code, stdout } = await onHost(context, host.name, script, 60, other);
      if (code === 0) throw new Error(`${who} is let in:\n${stdout}`);
    });
  }
}

const TRUSTING = [
  'security.protocol=SSL',
  'ssl.truststore.type=PEM',
  'ssl.truststore.location=/etc/kafka/secrets/internal-ca.pem',
];

const SHOWING = ['ssl.keystore.type=PEM', `ssl.keystore.location=${FOLDER}/own.pem`];

/** Java's clients keep to themselves what a server says not to trust; these show it all the same. */
async function programsAreRefused(
  context: ScenarioContext,
  tools: StepTools,
  host: Host,
  listener: Asking['listener'],
  other: string,
): Promise<void> {
  const { ca } = identityOf(context, host.name);
  for (const [who, own] of [['a program without a certificate'], ["one that shows another CA's", other]]) {
    await isKeptOut(context, tools, { who: who ?? '', host }, async () =>
      refusedWith(await servedInside(context, { from: host.name, listener, identity: { ca, own } })),
    );
  }
}

/** A broker's log must tell of it. */
async function isKeptOut(
  context: ScenarioContext,
  { say, signal }: StepTools,
  { who, host }: { who: string; host: Host },
  attempt: () => Promise<void>,
): Promise<void> {
  say(who);
  const line = `Failed authentication with [^ ]*/${host.address.replaceAll('.', '\\.')} `;
  const before = await logged(context, line);
  await attempt();
  await loggedSince(context, line, before, signal);
}

/** A private key and a certificate that is right in everything but who has issued it. */
async function certificateOfAnother(name: string): Promise<string> {
  const { key, chain } = await (await Authority.create('Other')).issue([name]);
  return key + chain;
}
