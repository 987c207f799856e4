import type { Contact, Facts } from '../facts';
import type { Check, Finding } from '../finding';
import { endingSoon, expiring, grouped, places } from './certificates';

const RENEW = 'npx kafka-link internal-certificates, raise kafka.secretsVersion, synthesize and apply';

/** Whether the brokers have certificates from the private CA on INTERNAL, and accept those of this deployment's hosts. */
export const internalTls: Check = {
  title: 'certificates of INTERNAL',
  applies: (facts) => answering(facts).length > 0,
  judge(facts): Finding[] {
    const contacts = answering(facts);
    const wrong = contacts.filter(({ certificate }) => certificate?.problem !== undefined);
    const refusedByBrokers = contacts.filter(({ identity }) => identity?.outcome === 'refused');
    const unproven = contacts.filter(({ identity }) => identity?.outcome === 'untried');
    return [
      ...grouped(wrong, ({ certificate }) => certificate?.problem ?? '').map(refused),
      ...grouped(refusedByBrokers, ({ identity }) => identity?.reason ?? '').map(hostRefused),
      ...(unproven.length > 0 ? [untried(facts, unproven)] : []),
      ...grouped(contacts.filter(endingSoon), ({ certificate }) => certificate?.expires ?? '').map((ending) =>
        expiring(ending, RENEW),
      ),
    ];
  },
  well(facts) {
    const contacts = answering(facts);
    const [first = ''] = contacts.map(({ certificate }) => certificate?.expires ?? '').sort();
    return `${contacts.length} brokers have certificates from the private CA, at least until ${first}, and accept that of ${contacts[0]?.identity?.host}`;
  },
};

/** Whether the brokers on INTERNAL were not checked, since no certificate is known here. */
export const isUnchecked = ({ contacts }: Facts): boolean =>
  contacts.some(({ identity }) => identity?.outcome === 'untried');

/** The contacts on INTERNAL that answer. */
function answering({ plan, contacts }: Facts): readonly Contact[] {
  if (!plan.internalTls) return [];
  return contacts.filter(({ role, state }) => role === 'internal' && state === 'answers');
}

const nodesOf = (contacts: readonly Contact[]): number[] => contacts.flatMap(({ nodeId }) => nodeId ?? []);

function refused(contacts: readonly Contact[]): Finding {
  return {
    id: 'internal-refused',
    level: 'fault',
    seen: `brokers refuse the certificate of INTERNAL at ${places(contacts)}: ${contacts[0]?.certificate?.problem}`,
    expected: "a certificate from the private CA for the broker's name and address",
    fix: RENEW,
    nodes: nodesOf(contacts),
  };
}

function hostRefused(contacts: readonly Contact[]): Finding {
  const { host, reason } = contacts[0]?.identity ?? {};
  return {
    id: 'internal-refused',
    level: 'fault',
    seen: `brokers refuse the certificate of ${host} that is known here, on INTERNAL at ${places(contacts)}: ${reason}`,
    expected: 'brokers trust the private CA that has issued it',
    fix: `if the certificates were changed without raising kafka.secretsVersion, raise it, synthesize and apply; if this one has expired: ${RENEW}`,
    nodes: nodesOf(contacts),
  };
}

function untried({ plan: { name } }: Facts, contacts: readonly Contact[]): Finding {
  return {
    id: 'internal-untried',
    level: 'warning',
    seen: `INTERNAL requires a certificate, and none of a host is known here: not checked which brokers answer at ${places(contacts)}, and what they report of the cluster`,
    expected: 'the certificate of the bastion or of a broker, and the private CA',
    fix: `run the doctor where npx kafka-link internal-certificates has written state/${name}/kafka-internal.auto.tfvars.json; or set TF_VAR_kafka_internal_ca, and TF_VAR_kafka_internal_certificates as JSON`,
  };
}
