import type { Contact, Facts } from '../facts';
import type { Check, Finding } from '../finding';
import { hostAndPort } from '../../plan/brokers';

/** A certificate must be replaced this many days before it expires. */
const DAYS = 30;

/** Whether clients that check the server name accept the certificates of listeners with TLS, and for how long. */
export const certificates: Check = {
  title: 'certificates',
  applies: (facts) => servedToClients(facts).length > 0,
  judge: (facts) => {
    const served = servedToClients(facts);
    const wrong = served.filter(({ certificate }) => certificate?.problem !== undefined);
    const ending = served.filter(endingSoon);
    return [
      ...grouped(wrong, ({ certificate }) => certificate?.problem ?? '').map((contacts) =>
        refused(facts, contacts),
      ),
      ...grouped(ending, ({ certificate }) => certificate?.expires ?? '').map((contacts) =>
        expiring(
          contacts,
          'npx kafka-link certificate with the renewed files, raise kafka.secretsVersion, synthesize and apply',
        ),
      ),
    ];
  },
  well: (facts) => {
    const served = servedToClients(facts);
    const [first = ''] = served.map(({ certificate }) => certificate?.expires ?? '').sort();
    return `${served.length} ports have certificates that clients accept, at least until ${first}`;
  },
};

/** Not those of INTERNAL, which are for hosts: see `internal-tls.ts`. */
const servedToClients = ({ contacts }: Facts): Contact[] =>
  contacts.filter(({ role, certificate }) => role !== 'internal' && certificate !== undefined);

/** Whether the certificate there is valid, but expires soon. */
export const endingSoon = ({ certificate }: Contact): boolean =>
  certificate !== undefined && certificate.problem === undefined && certificate.daysLeft < DAYS;

/** Groups contacts of one listener with the same key: one finding for each group. */
export function grouped(contacts: readonly Contact[], by: (contact: Contact) => string): Contact[][] {
  const groups = new Map<string, Contact[]>();
  for (const contact of contacts) {
    const key = `${contact.listener} ${by(contact)}`;
    groups.set(key, [...(groups.get(key) ?? []), contact]);
  }
  return [...groups.values()];
}

/** The endpoints of these contacts. */
export const places = (contacts: readonly Contact[]): string =>
  contacts.map(({ endpoint }) => hostAndPort(endpoint)).join(', ');

function refused({ plan }: Facts, contacts: readonly Contact[]): Finding {
  const [first] = contacts;
  const { serverName } = plan.externalListeners.find(({ name }) => name === first?.listener) ?? {};
  return {
    id: 'certificate-refused',
    level: 'fault',
    seen: `clients refuse the certificate of ${first?.listener} at ${places(contacts)}: ${first?.certificate?.problem}`,
    expected: `a certificate from a public CA for ${serverName}, with those of its issuers`,
    fix: 'npx kafka-link certificate with the right files, raise kafka.secretsVersion, synthesize and apply',
  };
}

/** A certificate of one listener that expires soon. @param fix how to replace it */
export function expiring(contacts: readonly Contact[], fix: string): Finding {
  const [first] = contacts;
  const { expires, daysLeft } = first?.certificate ?? {};
  return {
    id: 'certificate-expires',
    level: 'warning',
    seen: `the certificate of ${first?.listener} at ${places(contacts)} expires on ${expires}, in ${daysLeft} days`,
    expected: `a certificate that is valid for at least ${DAYS} days`,
    fix,
  };
}
