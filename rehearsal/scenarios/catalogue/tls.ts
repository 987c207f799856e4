import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../clients/attempt';
import { Authority } from '../secrets/authority';
import { caFile, publicAuthority, served, serverName, takeOver } from '../secrets/certificates';
import { known, type ScenarioContext } from '../context';
import { redeploy } from '../terraform/redeploy';
import { REHEARSAL_USER } from '../terraform/rehearsed-file';
import { synth } from '../steps/build';
import { clientStep } from '../steps/clients';
import { examine, examineFromClient } from '../steps/doctor';
import { type CommandLines, lookAtCommandLines, nowhere } from '../steps/secrets';
import { restarted, underLoad } from '../steps/under-load';
import { bastionTests, throughLoadBalancer } from '../steps/vpc-tests';
import type { Step, StepTools } from '../scenario';
import { waitFor } from '../lab/wait';
import { build, javaClient, link } from './default';

/** Clients speak TLS: who trusts somebody else or speaks plainly is refused; another certificate under load. */
export const tls = (): Step<ScenarioContext>[] => {
  let commandLines: CommandLines | undefined;
  let authority: Authority | undefined;
  let fingerprint = '';
  const certificate = async (context: ScenarioContext) => {
    authority ??= await publicAuthority(context);
    fingerprint = await takeOver(context, authority);
    return `for ${serverName(context)}, by a CA of the rehearsal: ${fingerprint}`;
  };
  const everywhere: Step<ScenarioContext> = {
    name: 'every broker serves the certificate',
    run: async (context, { signal }) => {
      const { length } = known(context, 'plan').brokers;
      const all = async () => {
        const lines = await served(context);
        if (lines.join() !== Array(length).fill(fingerprint).join()) throw new Error(lines.join('\n'));
      };
      // The load balancer sends nobody to a broker that has just restarted until its health checks hold.
      await waitFor(all, { seconds: 60, every: 2, signal });
      return `${length} brokers: ${fingerprint}`;
    },
  };
  return [
    ...build.flatMap((step) =>
      step === synth
        ? [
            { name: 'a certificate', run: certificate },
            step,
            lookAtCommandLines((looking) => (commandLines = looking)),
          ]
        : step,
    ),
    bastionTests,
    throughLoadBalancer,
    ...link,
    everywhere,
    javaClient,
    clientStep('another client, which wants the server name', 'other'),
    { name: 'clients without TLS or with another CA are refused', run: refused },
    examine,
    examineFromClient,
    underLoad(
      'another certificate',
      async (context, { say }) => {
        await certificate(context);
        const waits = await redeploy(context, {}, { say });
        if (waits !== '0 added, 0 changed, 0 destroyed') throw new Error(`without another version: ${waits}`);
        const { fields } = known(context, 'changes');
        const counts = await redeploy(context, { fields: { ...fields, 'kafka.secretsVersion': 2 } }, { say });
        return `version 2: ${counts}`;
      },
      (watched) => restarted(watched, {}),
    ),
    everywhere,
    examine,
    nowhere(() => commandLines),
  ];
};

async function refused(context: ScenarioContext, { say }: StepTools): Promise<string> {
  const { name: user } = REHEARSAL_USER;
  const create = { action: 'create', topic: 'rehearsal-tls' } as const;
  say('a client without TLS');
  await attempt(context, { user, ca: false }, { ...create, outcome: /^TimeoutException/ });
  say('a client that trusts another CA');
  const other = join(context.dir, 'other-ca.pem');
  writeFileSync(other, (await Authority.create('Other')).root);
  await attempt(context, { user, ca: other }, { ...create, outcome: /^SslAuthenticationException/ });
  say('a client that wants another name');
  const lines = await served(context, 'other.example.com', caFile(context));
  const unlike = lines.filter((line) => line !== 'ERR_TLS_CERT_ALTNAME_INVALID');
  if (unlike.length > 0) throw new Error(unlike.join('\n'));
  await attempt(context, { user }, { ...create, outcome: /^done$/ });
  return 'without TLS, by another CA, for another name: refused';
}
