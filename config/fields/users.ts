import { z } from 'zod';

/** A topic or group by its name, or all that begin with what stands before `*`. */
const pattern = (what: string) =>
  z
    .string()
    .regex(
      /^([A-Za-z0-9._-]{1,249}\*?|\*)$/,
      `must be the name of a ${what}, or the beginning of names and "*"`,
    );

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
      'Topics that it may create, write and describe, by name, or by beginning as in `orders-*`: what a changefeed needs, together with reading the settings of the brokers.',
    ),
  read: z.array(pattern('topic')).default([]).describe('Topics that it may read, as in `write`.'),
  groups: z
    .array(pattern('consumer group'))
    .default([])
    .describe('Consumer groups in which it may read, as in `write`.'),
});

export const users = z
  .array(user)
  .default([])
  .describe(
    'Who may log in on listeners with `authentication`, and what each may do; everything else is denied. Their passwords are the Terraform variable `kafka_user_passwords`: npx kafka-link passwords.',
  );

export const removedUsers = z
  .array(userName)
  .default([])
  .describe('Users that were in `users`: their credentials and rights go with the next apply.');

export const secretsVersion = z
  .int()
  .min(1)
  .default(1)
  .describe(
    'Raise it to have changed passwords and another certificate delivered by the next apply: docs/runbooks/authenticate.md, docs/runbooks/encrypt.md.',
  );
