import { entriesOf, repeats, type ErrorRule } from './rule';
import { authenticates } from './authenticates';

const PATH = ['kafka', 'users'];

/** Without users nobody can log in; without a listener that asks, users have no meaning. */
export const usersAndListeners: ErrorRule = (config, report) => {
  const { externalListeners, kafka } = config;
  if (kafka?.users === undefined || externalListeners === undefined) return;
  const asks = authenticates(config);
  if (asks && kafka.users.length === 0) {
    const fix = 'list the user of the changefeed, such as { name: changefeed, write: [orders-*] }';
    report(PATH, 'is empty, so nobody can log in', { fix });
  }
  if (asks || externalListeners.includes(undefined)) return;
  const fix = 'give a listener of externalListeners its authentication, or remove them';
  for (const key of ['users', 'removedUsers'] as const) {
    if (kafka[key]?.length) report(['kafka', key], 'no listener asks who a client is', { fix });
  }
};

/** Credentials and rights know a user by its name. */
export const uniqueUsers: ErrorRule = ({ kafka }, report) => {
  const named = entriesOf(kafka?.users).filter(([, { name }]) => name !== undefined);
  for (const [[index], [first]] of repeats(named, ([, { name }]) => name)) {
    report([...PATH, index, 'name'], `is already the name of kafka.users[${first}]`);
  }
  for (const [index, name] of entriesOf(kafka?.removedUsers)) {
    const other = named.find(([, user]) => user.name === name);
    if (!other) continue;
    report(['kafka', 'removedUsers', index], `is also the name of kafka.users[${other[0]}]`, {
      fix: 'remove one of them',
    });
  }
};

/** A user who may do nothing is most likely a mistake, and a group reads topics. */
export const usersHaveRights: ErrorRule = ({ kafka }, report) => {
  for (const [index, { write, read, groups }] of entriesOf(kafka?.users)) {
    if (!write || !read || !groups) continue;
    if (groups.length > 0 && read.length === 0) {
      report([...PATH, index, 'groups'], 'has no meaning without read', { fix: 'list the topics in read' });
    } else if (write.length === 0 && read.length === 0) {
      report([...PATH, index], 'may do nothing', { fix: 'list topics in write or read' });
    }
  }
};
