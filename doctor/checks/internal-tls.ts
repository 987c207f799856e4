import type { Contact, Facts } from '../facts';
import type { Check, Finding } from '../finding';
import { endingSoon, expiring, grouped, places } from './certificates';

const RENEW = 'npx kafka-link internal-certificates, raise kafka.secretsVersion and apply';

/** Whether the brokers are known on INTERNAL by certificates of the private CA, and know this deployment's hosts. */
export const internalTls: Check = {
  title: 'certificates of INTERNAL',
  applies: (facts) => spokenTo(facts).length > 0,
  judge(facts): Finding[] {
    const contacts = spokenTo(facts);
    const wrong = contacts.filter(({ certificate }) => certificate?.problem !== undefined);
    const strange = contacts.filter(({ identity }) => identity?.outcome === 'refused');
    const unseen = contacts.filter(({ identity }) => identity?.outcome === 'untried');
    return [
      ...grouped(wrong, ({ certificate }) => certificate?.problem ?? '').map(refused),
      ...grouped(strange, ({ identity }) => identity?.reason ?? '').map(notAdmitted),
      ...(unseen.length > 0 ? [untried(facts, unseen)] : []),
      ...grouped(contacts.filter(endingSoon), ({ certificate }) => certificate?.expires ?? '').map((ending) =>
        expiring(ending, RENEW),
      ),
    ];
  },
  well(facts) {
    const contacts = spokenTo(facts);
    const [first = ''] = contacts.map(({ certificate }) => certificate?.expires ?? '').sort();
    return `${contacts.length} brokers are known by those of the private CA, until ${first} at least, and admit ${contacts[0]?.identity?.host}`;
  },
};

/** Whether who answers on INTERNAL was not seen, since no certificate is known here. */
export const isUnseen = ({ contacts }: Facts): boolean =>
  contacts.some(({ identity }) => identity?.outcome === 'untried');

/** Those who have answered at all. */
function spokenTo({ plan, contacts }: Facts): readonly Contact[] {
  if (!plan.internalTls) return [];
  return contacts.filter(({ role, state }) => role === 'internal' && state === 'answers');
}

const nodesOf = (contacts: readonly Contact[]): number[] => contacts.flatMap(({ nodeId }) => nodeId ?? []);

function refused(contacts: readonly Contact[]): Finding {
  return {
    id: 'internal-refused',
    level: 'fault',
    seen: `brokers refuse the certificate of INTERNAL at ${places(contacts)}: ${contacts[0]?.certificate?.problem}`,
    expected: "a certificate of the private CA for the broker's name and address",
    fix: RENEW,
    nodes: nodesOf(contacts),
  };
}

function notAdmitted(contacts: readonly Contact[]): Finding {
  const { host, reason } = contacts[0]?.identity ?? {};
  return {
    id: 'internal-refused',
    level: 'fault',
    seen: `INTERNAL does not admit the certificate of ${host} that is known here at ${places(contacts)}: ${reason}`,
    expected: 'brokers trust the private CA that has signed it',
    fix: `were the certificates changed without raising kafka.secretsVersion? Raise it and apply; if it has expired: ${RENEW}`,
    nodes: nodesOf(contacts),
  };
}

function untried({ plan: { name } }: Facts, contacts: readonly Contact[]): Finding {
  return {
    id: 'internal-untried',
    level: 'warning',
    seen: `INTERNAL asks for a certificate, and none of a host is known here: who answers at ${places(contacts)}, and what they tell of the cluster, was not seen`,
    expected: 'the certificate of the bastion or a broker, and the private CA',
    fix: `npx kafka-link internal-certificates has made them in state/${name}/kafka-internal.auto.tfvars.json; or give TF_VAR_kafka_internal_ca, and TF_VAR_kafka_internal_certificates as JSON`,
  };
}
