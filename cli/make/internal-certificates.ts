import { command } from '../command';
import { flag } from '../command/options';
import { deploymentsQuietly } from '../command/takes-deployments';

const TURNS = { renew: 'renew', newCa: 'new-ca', forgetOldCa: 'forget-old-ca' } as const;
const turnsOf = (options: Readonly<Record<keyof typeof TURNS, boolean>>) =>
  (Object.keys(TURNS) as (keyof typeof TURNS)[]).flatMap((key) => (options[key] ? [TURNS[key]] : []));

export default command({
  name: 'internal-certificates',
  summary: 'Creates the private CA for kafka.internalTls and a certificate for every host.',
  text:
    'Hosts that lack a certificate valid for 30 more days get one. Writes them as Terraform variables to state/<name>, ' +
    "for the next synthesis. The CA's own key stays beside them in internal-ca.json. Only you can read these files. Raise " +
    'kafka.secretsVersion to deliver changes to running hosts. Another CA takes an apply after each of --new-ca, ' +
    '--renew and --forget-old-ca.',
  takes: deploymentsQuietly,
  options: {
    renew: flag('give every host another certificate, from the new CA if there is one'),
    newCa: flag('create another CA, which hosts trust besides the present one'),
    forgetOldCa: flag('let hosts trust the new CA alone'),
  },
  examples: [
    ['npx kafka-link internal-certificates', 'what the hosts of kafka.yaml lack'],
    ['npx kafka-link internal-certificates --renew', 'another certificate for every host'],
  ],
  more: 'docs/runbooks/internal-tls.md',
  check: (options) => {
    const turns = turnsOf(options).map((turn) => `--${turn}`);
    return turns.length > 1 ? [`use one at a time, with an apply in between: ${turns.join(', ')}`] : [];
  },
  run: async (request) =>
    (await import('./internal-certificates/issue')).issue(request.deployments, turnsOf(request.options)[0]),
});
