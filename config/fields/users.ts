import { z } from 'zod';

/** The name of a topic or group, or with `*` at its end the prefix of names. */
const pattern = (what: string) =>
  z
    .string()
    .regex(/^([A-Za-z0-9._-]{1,249}\*?|\*)$/, `must be the name of a ${what}, or a prefix of names and "*"`);

const userName = z
  .string()
  .regex(
    /^(?!ANONYMOUS$)[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'must be a user name of 1 to 64 letters, digits, ".", "_" or "-", other than ANONYMOUS',
  );

const user = z.strictObject({
  name: userName.describe('Name of the user.'),
  write: z
    .array(pattern('topic'))
    .default([])
    .describe(
      'Topics that the user may create, write and describe: names, or prefixes such as `orders-*`. Such a user may also read the settings of the brokers, as a changefeed does.',
    ),
  read: z.array(pattern('topic')).default([]).describe('Topics that the user may read: names or prefixes.'),
  groups: z
    .array(pattern('consumer group'))
    .default([])
    .describe('Consumer groups that the user may use to read: names or prefixes.'),
});

export const users = z
  .array(user)
  .default([])
  .describe(
    'Users of listeners with `authentication`, and their rights; everything else is denied. `npx kafka-link passwords` writes their passwords to the Terraform variable `kafka_user_passwords`.',
  );

export const removedUsers = z
  .array(userName)
  .default([])
  .describe('Users that were in `users`. The next apply deletes their credentials and rights.');

export const secretsVersion = z
  .int()
  .min(1)
  .default(1)
  .describe(
    'Raise it, and the next apply delivers changed passwords and certificates: docs/runbooks/authenticate.md, docs/runbooks/encrypt.md.',
  );
