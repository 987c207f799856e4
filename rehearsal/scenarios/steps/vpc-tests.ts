import { readFileSync } from 'node:fs';
import { hostAndPort } from '../../../plan/brokers';
import { caFile } from '../secrets/certificates';
import { known, type ScenarioContext } from '../context';
import { onHost, toolHost } from '../lab/hosts';
import { passwords } from '../clients/login';
import { REHEARSAL_USER } from '../terraform/rehearsed-file';
import type { Step } from '../scenario';

/** The tests of the document on the bastion, with the scripts installed there (S10). */
export const bastionTests: Step<ScenarioContext> = {
  name: 'tests on the bastion',
  run: async (context, { say }) => {
    const [first] = known(context, 'plan').brokers;
    const [{ port: external }] = known(context, 'plan').externalListeners;
    if (!first) throw new Error('there is no broker');
    const internal = hostAndPort(first.internal);
    const run = (command: string) => {
      say(command);
      return good(context, command);
    };
    // Side by side, since one of them mostly waits for names that do not resolve here.
    const seen = await Promise.all([
      run(`sh bootstrap-test.sh ${internal}`),
      run(`sh bootstrap-test.sh ${first.address}:${external} external`),
      run(`sh produce.sh ${internal}`).then(async (produced) => {
        return `${produced}; ${await run(`sh consume.sh ${internal}`)}`;
      }),
    ]);
    return seen.join('; ');
  },
};

/** The load balancer by its name, from inside the VPC (S17). */
export const throughLoadBalancer: Step<ScenarioContext> = {
  name: 'load balancer',
  run: async (context) => {
    const gaps = known(context, 'lab').gaps();
    if (gaps.length > 0) throw new Error(`the lab cannot play this load balancer:\n${gaps.join('\n')}`);
    const name = String(known(context, 'outputs')['load_balancer_dns_name']);
    const [{ bootstrap }] = known(context, 'plan').externalListeners;
    return good(context, `sh bootstrap-test.sh ${name}:${bootstrap} external`);
  },
};

/** Runs a script of the bastion's home folder. @returns its last line, which says GOOD */
export async function good(context: ScenarioContext, command: string, timeoutSec = 180): Promise<string> {
  const { externalListeners } = known(context, 'plan');
  // The listener is at the end, as the scripts want it.
  const { mechanism: asked, serverName } =
    externalListeners.find(({ id }) => command.endsWith(` ${id}`)) ?? {};
  const { name } = REHEARSAL_USER;
  const login = asked ? `KAFKA_USER=${name} ` : '';
  const script = `${serverName === undefined ? '' : trust(context)}${login}${command}`;
  const password = asked && `${passwords(context)[name]}\n`;
  const { code, stdout, stderr } = await onHost(context, toolHost(context), script, timeoutSec, password);
  const verdict = /^GOOD: (.*)$/m.exec(stdout)?.[1];
  if (code === 0 && verdict !== undefined) return verdict;
  const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-12).join('\n');
  throw new Error(`${command} on the bastion:\n${said}`);
}

/** Brings the CA that clients of the rehearsal trust. */
function trust(context: ScenarioContext): string {
  const file = '/tmp/public-ca.pem';
  return `cat >${file} <<'END'\n${readFileSync(caFile(context), 'utf8')}END\nCA_FILE=${file} `;
}
