import { CLOSED, SILENT, withContacts } from '../changes';
import { fromOutside } from '../facts';
import type { Case } from './case';

/** What is seen from a client's place. */
export const CLIENT: Case[] = [
  {
    name: 'a client without a bootstrap',
    facts: withContacts({ ...fromOutside, contacts: fromOutside.contacts.slice(0, 1) }, () => true, CLOSED),
    cause: 'bootstrap-unreachable',
    seen: /nothing answers at b1\.example:9092: refused/,
  },
  {
    name: 'a client that cannot resolve',
    facts: withContacts(fromOutside, (one) => one.nodeId === 2, {
      state: 'unknown',
      brokers: [],
      answeredBy: undefined,
    }),
    cause: 'name-unresolvable',
    seen: /b2\..*, the name of broker-node2, does not resolve here/,
  },
  {
    name: 'a client that gets through to two of three',
    facts: withContacts(fromOutside, (one) => one.nodeId === 2, SILENT),
    cause: 'name-unreachable',
    seen: /broker-node2 does not answer at b2\..*:9094: no answer within 6 s/,
  },
];
