import { type Actor, attempt, type Attempt, logged, loggedSince } from '../clients/attempt';
import { known, rehearsedFile, type ScenarioContext } from '../context';
import { passwords } from '../clients/login';
import { redeploy } from '../terraform/redeploy';
import { REHEARSAL_USER } from '../terraform/rehearsed-file';
import { archives, archivesFor, synth } from '../steps/build';
import { clientStep } from '../steps/clients';
import { examine, examineFromClient } from '../steps/doctor';
import { type CommandLines, lookAtCommandLines, nowhere } from '../steps/secrets';
import { restarted, underLoad } from '../steps/under-load';
import { bastionTests, throughLoadBalancer } from '../steps/vpc-tests';
import type { Step, StepTools } from '../scenario';
import { build, javaClient, link } from './default';

/** The user of the clients, and one with the rights of a changefeed and no more. */
export const CHANGEFEED = { name: 'changefeed', write: ['orders-*'] };

/** Who may log in, who may not, what each may do, and another password; with the mechanism of the file. */
export const sasl = (): Step<ScenarioContext>[] => {
  let commandLines: CommandLines | undefined;
  let before = '';
  return [
    ...build.flatMap((step) => {
      if (step === archives) return archivesFor({ 'kafka.users': [CHANGEFEED] });
      // From the first delivery on.
      return step === synth ? [step, lookAtCommandLines((looking) => (commandLines = looking))] : step;
    }),
    bastionTests,
    throughLoadBalancer,
    ...link,
    javaClient,
    clientStep('another client through the private link', 'other'),
    { name: 'the changefeed works', run: works },
    { name: 'unknown clients are refused', run: strangers },
    { name: 'what is not allowed is refused', run: forbidden },
    examine,
    examineFromClient,
    underLoad(
      'another password',
      (context, tools) => {
        before = passwords(context)[REHEARSAL_USER.name] ?? '';
        return renew(context, tools);
      },
      (watched) => restarted(watched, {}),
    ),
    { name: 'only the new password logs in', run: (context) => renewed(context, before) },
    examine,
    nowhere(() => commandLines),
  ];
};

const TOPIC = 'orders-1';
const DONE = /^done$/;

/** As TiCDC does: looks for the topic, creates it, and writes. */
async function works(context: ScenarioContext): Promise<string> {
  const attempts = (['topics', 'create', 'write'] as const).map((action) => {
    return { action, topic: TOPIC, outcome: DONE };
  });
  await attempt(context, { user: CHANGEFEED.name }, ...attempts);
  return `${CHANGEFEED.name} creates ${TOPIC} and writes it`;
}

/** Somebody who should not come in tries to create a topic, which a broker's log tells. */
async function kept(
  context: ScenarioContext,
  { signal, say }: StepTools,
  who: string,
  actor: Actor,
  outcome: RegExp,
  log: string,
): Promise<void> {
  say(who);
  const line = `Failed authentication with.*${log}`;
  const before = await logged(context, line);
  const topic = 'orders-strange';
  await attempt(context, { user: CHANGEFEED.name, ...actor }, { action: 'create', topic, outcome });
  await loggedSince(context, line, before, signal);
}

async function strangers(context: ScenarioContext, tools: StepTools): Promise<string> {
  const { mechanism } = known(context, 'plan').externalListeners[0] ?? {};
  const other = mechanism === 'PLAIN' ? 'SCRAM-SHA-512' : 'PLAIN';
  const invalid = /^SaslAuthenticationException: Authentication failed/;
  const INVALID = '(invalid credentials|Invalid username or password)';
  const password = 'not-the-password';
  await kept(context, tools, 'a wrong password', { password }, invalid, INVALID);
  await kept(context, tools, 'an unknown user', { user: 'nobody', password }, invalid, INVALID);
  const unsupported = /^UnsupportedSaslMechanismException/;
  await kept(context, tools, 'another mechanism', { mechanism: other }, unsupported, `mechanism.*${other}`);
  await kept(context, tools, 'no login', { logsIn: false }, /^TimeoutException/, '');
  const write = { action: 'write', topic: 'orders-strange', outcome: /^TimeoutException/ } as const;
  await attempt(context, { user: CHANGEFEED.name }, write); // there is no such topic
  return 'wrong password, unknown user, another mechanism, no login: refused, logged, without effect';
}

async function forbidden(context: ScenarioContext, { signal }: StepTools): Promise<string> {
  const denied = (operation: string, resource: string) =>
    `Principal = User:${CHANGEFEED.name} is Denied operation = ${operation} .*resource = ${resource}`;
  const topic = /^TopicAuthorizationException/;
  const cluster = /^ClusterAuthorizationException/;
  const CLUSTER = 'Cluster:LITERAL:kafka-cluster';
  const cases: [Attempt, string][] = [
    [{ action: 'create', topic: 'payments', outcome: topic }, denied('CREATE', 'Topic:LITERAL:payments')],
    [
      { action: 'write', topic: 'rehearsal-java', outcome: topic },
      denied('(DESCRIBE|WRITE)', 'Topic:LITERAL:rehearsal-java'),
    ],
    [{ action: 'read', topic: TOPIC, outcome: topic }, denied('READ', `Topic:LITERAL:${TOPIC}`)],
    [{ action: 'delete', topic: TOPIC, outcome: topic }, denied('DELETE', `Topic:LITERAL:${TOPIC}`)],
    [{ action: 'settings', outcome: cluster }, denied('ALTER_CONFIGS', CLUSTER)],
    [{ action: 'rights', outcome: cluster }, denied('DESCRIBE', CLUSTER)],
  ];
  const before: number[] = [];
  // One after another: sshd turns away who comes with too many at once.
  for (const [, log] of cases) before.push(await logged(context, log));
  const attempts = cases.map(([one]) => one);
  const stillThere = { action: 'write', topic: TOPIC, outcome: DONE } as const;
  await attempt(context, { user: CHANGEFEED.name }, ...attempts, stillThere);
  for (const [index, [, log]] of cases.entries()) await loggedSince(context, log, before[index] ?? 0, signal);
  return `${attempts.map(({ action, topic: name = 'of the cluster' }) => `${action} ${name}`).join(', ')}: refused and logged`;
}

/** Other passwords wait for their version; then they are delivered, while clients that are in stay in. */
async function renew(context: ScenarioContext, { say }: StepTools): Promise<string> {
  const terraform = known(context, 'terraform');
  const { name } = REHEARSAL_USER;
  await terraform.makePasswords(rehearsedFile(context), [name]);
  const waits = await redeploy(context, {}, { say });
  if (waits !== '0 added, 0 changed, 0 destroyed') throw new Error(`without another version: ${waits}`);
  const { fields } = known(context, 'changes');
  const counts = await redeploy(context, { fields: { ...fields, 'kafka.secretsVersion': 2 } }, { say });
  return `version 2: ${counts}`;
}

/** @param before the password of the rehearsal's user until then */
async function renewed(context: ScenarioContext, before: string): Promise<string> {
  const { name: user } = REHEARSAL_USER;
  const create = { action: 'create', topic: 'rehearsal-renewed' } as const;
  const refused = /^SaslAuthenticationException/;
  await attempt(context, { user, password: before }, { ...create, outcome: refused });
  await attempt(context, { user }, { ...create, outcome: DONE });
  await attempt(context, { user: CHANGEFEED.name }, { action: 'write', topic: TOPIC, outcome: DONE });
  return `the old password of ${user} is refused, the new one lets in; ${CHANGEFEED.name} is not concerned`;
}
