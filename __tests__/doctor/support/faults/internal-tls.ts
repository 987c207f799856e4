import type { Contact, Facts } from '../../../../doctor/facts';
import { seedPlan } from '../../../templates/support/plan';
import { withContacts } from '../changes';
import { healthyOf } from '../facts';
import type { Case } from './case';

const plan = seedPlan({ uniqueName: 't6el5nwsutl', kafka: { internalTls: true } });
const END = { expires: '2027-03-01' };
const SILENT = { answeredBy: undefined, brokers: [] } as const;

const internal = ({ role }: Contact) => role === 'internal';
const of = (id: number) => (contact: Contact) => internal(contact) && contact.nodeId === id;
const EXPIRED = { expires: '2026-01-01', daysLeft: -3, problem: 'CERT_HAS_EXPIRED' } as const;

/** A deployment whose brokers are known on INTERNAL, and admit the bastion. */
export const known: Facts = withContacts(healthyOf(plan), internal, {
  certificate: { ...END, daysLeft: 30 },
  identity: { outcome: 'passed', host: 'bastion-node' },
});

/** Nobody's certificate is known here, so INTERNAL tells nothing. */
export const untried: Facts = {
  ...withContacts(healthyOf(plan), internal, { ...SILENT, identity: { outcome: 'untried' } }),
  cluster: undefined,
};

/** What the others make of a broker that they do not let in. */
const without = (id: number): Facts => ({
  ...known,
  cluster: known.cluster && { ...known.cluster, alive: known.cluster.alive.filter((one) => one !== id) },
});

export const INTERNAL_TLS: Case[] = [
  {
    name: 'a broker whose certificate for INTERNAL has expired',
    facts: withContacts(without(3), of(3), { ...SILENT, certificate: EXPIRED, identity: undefined }),
    cause: 'internal-refused',
    seen: /brokers refuse the certificate of INTERNAL at 10\.0\.128\.13:9092: CERT_HAS_EXPIRED/,
    effects: ['broker-fenced'],
  },
  {
    name: 'brokers all of whose certificates for INTERNAL have expired',
    facts: {
      ...withContacts(known, internal, { ...SILENT, certificate: EXPIRED, identity: undefined }),
      cluster: undefined,
    },
    cause: 'internal-refused',
    seen: /brokers refuse the certificate of INTERNAL at 10\.0\.0\.11:9092, .*: CERT_HAS_EXPIRED/,
    effects: ['cluster-unanswered'],
  },
  {
    name: 'another certificate here than the brokers trust',
    facts: {
      ...withContacts(known, internal, {
        ...SILENT,
        identity: { outcome: 'refused', host: 'bastion-node', reason: 'it closes the connection' },
      }),
      cluster: undefined,
    },
    cause: 'internal-refused',
    seen: /brokers refuse the certificate of bastion-node that is known here, on INTERNAL at 10\.0\.0\.11:9092, /,
    effects: ['cluster-unanswered'],
  },
  {
    name: 'a certificate for INTERNAL that ends soon',
    facts: withContacts(known, of(2), { certificate: { ...END, daysLeft: 29 } }),
    cause: 'certificate-expires',
    seen: /the certificate of INTERNAL at 10\.0\.64\.12:9092 expires on 2027-03-01, in 29 days/,
  },
  {
    name: 'an INTERNAL that asks for a certificate, and none here',
    facts: untried,
    cause: 'internal-untried',
    seen: /INTERNAL requires a certificate, and none of a host is known here/,
  },
];
