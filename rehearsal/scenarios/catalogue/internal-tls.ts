import { builtPlan, known, rehearsedFile, type ScenarioContext } from '../context';
import { readOn } from '../lab/hosts';
import { delivering, fingerprints, identityOf, servedInside } from '../secrets/internal-certificates';
import { redeploy } from '../terraform/redeploy';
import { synth } from '../steps/build';
import { clientStep } from '../steps/clients';
import { examine, examineFromClient } from '../steps/doctor';
import { type CommandLines, lookAtCommandLines, nowhere } from '../steps/secrets';
import { restarted, restartedOnce, underLoad } from '../steps/under-load';
import { bastionTests, throughLoadBalancer } from '../steps/vpc-tests';
import type { Step, StepTools } from '../scenario';
import type { Watched } from '../lab/watch';
import { build, javaClient, link } from './default';
import { misplaced } from './internal-tls/misplaced';
import { everywhere, serveTheirs, theSame } from './internal-tls/served';
import { refusedOnController, refusedOnInternal, refusedWith } from './internal-tls/strangers';
import { surviving, write } from './power';

/** Brokers and bastion know each other: nobody else comes in, and certificates and their CA change under load. */
export const internalTls = (): Step<ScenarioContext>[] => {
  let commandLines: CommandLines | undefined;
  return [
    // `synth` makes the certificates, as it makes host keys and passwords.
    ...build.flatMap((step) =>
      step === synth ? [step, lookAtCommandLines((looking) => (commandLines = looking))] : step,
    ),
    everywhere,
    bastionTests,
    throughLoadBalancer,
    ...link,
    javaClient,
    clientStep('another client through the private link', 'other'),
    { name: 'clients without a certificate are refused on INTERNAL', run: refusedOnInternal },
    { name: 'clients without a certificate are refused on CONTROLLER', run: refusedOnController },
    examine,
    examineFromClient,
    underLoad('other certificates', otherCertificates, nothingRestarted),
    everywhere,
    underLoad('another CA', otherAuthority, nothingRestarted),
    everywhere,
    // Those that still run connect again to each that has restarted: by what they were delivered, not by what they began with.
    underLoad(
      'a rolling restart',
      (context, { say }) => redeploy(context, { heapMiB: known(context, 'changes').heapMiB + 8 }, { say }),
      restartedOnce,
    ),
    everywhere,
    underLoad("a host gets another one's certificate", misplaced, nothingRestarted),
    everywhere,
    examine,
    write,
    surviving('all brokers die and start together', dieTogether),
    everywhere,
    nowhere(() => commandLines),
  ];
};

const nothingRestarted = (watched: Watched) => restarted(watched, {});

/** Other certificates wait for their version; then they are delivered. */
async function otherCertificates(context: ScenarioContext, { say }: StepTools): Promise<string> {
  const before = fingerprints(context);
  await known(context, 'terraform').makeInternalCertificates(rehearsedFile(context), '--renew');
  const same = theSame(before, fingerprints(context));
  if (same.length > 0) throw new Error(`they are the same:\n${same.join('\n')}`);
  const waits = await redeploy(context, {}, { say });
  if (waits !== '0 added, 0 changed, 0 destroyed') throw new Error(`without another version: ${waits}`);
  return redeploy(context, delivering(context), { say });
}

/** Another CA comes to be trusted, issues, and then is trusted alone, each by an apply. */
async function otherAuthority(context: ScenarioContext, tools: StepTools): Promise<string> {
  const { bastion, brokers } = builtPlan(context);
  const [first] = brokers;
  if (!bastion || !first) throw new Error('there is no bastion or no broker');
  const old = identityOf(context, bastion.name);
  const counts: string[] = [];
  for (const turn of ['--new-ca', '--renew', '--forget-old-ca'] as const) {
    await known(context, 'terraform').makeInternalCertificates(rehearsedFile(context), turn);
    const count = await redeploy(context, delivering(context), {
      say: (line) => tools.say(`${turn}: ${line}`),
    });
    counts.push(`${turn}: ${count}`);
    await serveTheirs(context, tools);
  }
  const { ca, own } = identityOf(context, bastion.name);
  if (ca === old.ca || own === old.own) throw new Error('the CA or the certificate is the same');
  for (const [from, listener] of [
    [bastion.name, 'internal'],
    [first.name, 'controller'],
  ] as const) {
    refusedWith(await servedInside(context, { from, listener, identity: { ca, own: old.own } }));
  }
  return `${counts.join('; ')}; a certificate of the old CA is refused`;
}

/** As when the power goes: with nobody there to hand anything over to. */
async function dieTogether(context: ScenarioContext): Promise<void> {
  const { brokers } = known(context, 'plan');
  const each = (script: string) => Promise.all(brokers.map(({ name }) => readOn(context, name, script, 180)));
  // It is killed first, since Kafka would wait for a quorum that is gone; stopped, so that systemd leaves it dead.
  await each('systemctl kill --signal=KILL kafka.service; systemctl stop kafka.service');
  const states = await each('systemctl is-active kafka.service || true');
  if (states.some((state) => /^(active|activating)/.test(state)))
    throw new Error(`not all are down: ${states.join()}`);
  await each('systemctl start kafka.service');
}
