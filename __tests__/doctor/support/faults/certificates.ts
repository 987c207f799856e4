import type { Contact, Facts } from '../../../../doctor/facts';
import { seedPlan } from '../../../templates/support/plan';
import { withContacts } from '../changes';
import { healthyOf } from '../facts';
import type { Case } from './case';
import type { CertificateFacts } from '../../../../doctor/kafka/certificate';

const encrypting = seedPlan({
  uniqueName: 't6el5nwsutl',
  externalListeners: [{ name: 'EXTERNAL', tls: { serverName: 'kafka.example.com' } }],
});
const external = ({ role }: Contact) => role !== 'internal';
const serving = (certificate: CertificateFacts, where = external): Facts =>
  withContacts(healthyOf(encrypting), where, { certificate });

const END = { expires: '2027-03-01' };

/** A deployment whose certificate every client accepts. */
export const encrypted: Facts = serving({ ...END, daysLeft: 30 });

export const CERTIFICATES: Case[] = [
  {
    name: 'a certificate for another name',
    facts: serving({ ...END, daysLeft: 80, problem: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
    cause: 'certificate-refused',
    seen: /clients refuse the certificate of EXTERNAL at 10\.0\.0\.11:39092, .*: ERR_TLS_CERT_ALTNAME_INVALID/,
  },
  {
    name: 'one broker with a certificate that has expired',
    facts: withContacts(
      encrypted,
      ({ endpoint }) => endpoint.host === '10.0.64.12' && endpoint.port === 39092,
      {
        certificate: { expires: '2026-01-01', daysLeft: -3, problem: 'CERT_HAS_EXPIRED' },
      },
    ),
    cause: 'certificate-refused',
    seen: /clients refuse the certificate of EXTERNAL at 10\.0\.64\.12:39092: CERT_HAS_EXPIRED/,
  },
  {
    name: 'a certificate that ends soon',
    facts: serving({ ...END, daysLeft: 29 }),
    cause: 'certificate-expires',
    seen: /the certificate of EXTERNAL at 10\.0\.0\.11:39092, .* expires on 2027-03-01, in 29 days/,
  },
];
