import type { Contact, Facts } from '../../../../doctor/facts';
import { seedPlan } from '../../../templates/support/plan';
import { withContacts } from '../changes';
import { fromOutside, healthyOf } from '../facts';
import type { Case } from './case';

const asking = seedPlan({
  uniqueName: 't6el5nwsutl',
  externalListeners: [{ name: 'EXTERNAL', authentication: { mechanism: 'scram-sha-512' } }],
  kafka: { users: [{ name: 'changefeed', write: ['orders-*'] }] },
});

/** What each broker says of itself on INTERNAL. */
export const ofItself = (nodeId: number) => {
  const { internal, externals: [external] = [] } = asking.brokers[nodeId - 1] ?? {};
  return `INTERNAL://${internal?.host}:${internal?.port},EXTERNAL://${external?.host}:${external?.port}`;
};

const external = ({ role }: Contact) => role !== 'internal';
const whole = healthyOf(asking);
const internalTells: Facts = {
  ...whole,
  contacts: whole.contacts.map((one) =>
    external(one) ? one : { ...one, advertisedListeners: ofItself(one.nodeId ?? 0) },
  ),
};

/** A deployment in which a user of the file is let in everywhere. */
export const loggedIn: Facts = withContacts(internalTells, external, {
  login: { outcome: 'passed', user: 'changefeed' },
});

const silent = { answeredBy: undefined, brokers: [] } as const;
const UNTRIED = { ...silent, login: { outcome: 'untried' } } as const;
const REFUSED = {
  ...silent,
  login: { outcome: 'refused', user: 'changefeed', reason: 'Authentication failed' },
} as const;

/** Nobody has logged in, so only what brokers say of themselves is known. */
export const untried: Facts = withContacts(internalTells, external, UNTRIED);

export const LOGINS: Case[] = [
  {
    name: 'a listener that asks, and no password',
    facts: untried,
    cause: 'login-untried',
    seen: /EXTERNAL requires a login, and no password of a user with write is known here/,
  },
  {
    name: 'a client without a password',
    facts: withContacts({ ...fromOutside, plan: asking }, () => true, UNTRIED),
    cause: 'login-untried',
    seen: /EXTERNAL requires a login/,
  },
  {
    name: 'another password than that of the cluster',
    facts: withContacts(loggedIn, external, REFUSED),
    cause: 'login-refused',
    seen: /user changefeed cannot log in on EXTERNAL at 10\.0\.0\.11:39092: Authentication failed/,
  },
];
