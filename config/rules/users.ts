import { entriesOf, repeats, type ErrorRule } from './rule';
import { authenticates } from './authenticates';

const PATH = ['kafka', 'users'];

/** Without users nobody can log in; without a listener with authentication, users have no effect. */
export const usersAndListeners: ErrorRule = (config, report) => {
  const { externalListeners, kafka } = config;
  if (kafka?.users === undefined || externalListeners === undefined) return;
  const asks = authenticates(config);
  if (asks && kafka.users.length === 0) {
    const fix = 'add the user of the changefeed, such as { name: changefeed, write: [orders-*] }';
    report(PATH, 'is empty: nobody can log in', { fix });
  }
  if (asks || externalListeners.includes(undefined)) return;
  const fix = 'set authentication for a listener in externalListeners, or remove them';
  for (const key of ['users', 'removedUsers'] as const) {
    if (kafka[key]?.length) report(['kafka', key], 'has no effect: no listener has authentication', { fix });
  }
};

/** Credentials and rights belong to a user's name. */
export const uniqueUsers: ErrorRule = ({ kafka }, report) => {
  const named = entriesOf(kafka?.users).filter(([, { name }]) => name !== undefined);
  for (const [[index], [first]] of repeats(named, ([, { name }]) => name)) {
    report([...PATH, index, 'name'], `is also the name of kafka.users[${first}]`);
  }
  for (const [index, name] of entriesOf(kafka?.removedUsers)) {
    const other = named.find(([, user]) => user.name === name);
    if (!other) continue;
    report(['kafka', 'removedUsers', index], `is also the name of kafka.users[${other[0]}]`, {
      fix: 'remove one of them',
    });
  }
};

/** A user without rights is most likely a mistake, and groups are of use only with topics to read. */
export const usersHaveRights: ErrorRule = ({ kafka }, report) => {
  for (const [index, { write, read, groups }] of entriesOf(kafka?.users)) {
    if (!write || !read || !groups) continue;
    if (groups.length > 0 && read.length === 0) {
      report([...PATH, index, 'groups'], 'has no effect without read', { fix: 'add the topics to read' });
    } else if (write.length === 0 && read.length === 0) {
      report([...PATH, index], 'has neither write nor read, so the user may do nothing', {
        fix: 'add topics to write or read',
      });
    }
  }
};
