import type { Contact, LoginFacts } from '../facts';
import type { Check, Finding } from '../finding';

/** Whether an answer tells nothing of who has answered, since nobody has logged in. */
export const isUnproven = (login: LoginFacts | undefined): boolean =>
  login !== undefined && login.outcome !== 'passed';

/** Whether a user of the file is let in wherever clients have to log in. */
export const logins: Check = {
  title: 'logins',
  applies: ({ contacts }) => contacts.some(({ login }) => login !== undefined),
  judge({ contacts }): Finding[] {
    const untried = contacts.filter(({ login }) => login?.outcome === 'untried');
    const listeners = [...new Set(untried.map(({ listener }) => listener))];
    return [
      ...contacts.filter(({ login }) => login?.outcome === 'refused').map(refused),
      ...listeners.map((listener): Finding => ({
        id: 'login-untried',
        level: 'warning',
        seen: `${listener} asks for a login, and no password of a user who may write is known here: who answers on each port was not seen`,
        expected: 'a user logs in',
        fix: 'npx kafka-link passwords has made them in state/<name>; or give TF_VAR_kafka_user_passwords, as JSON',
      })),
    ];
  },
  well: ({ contacts }) => {
    const passed = contacts.filter(({ login }) => login?.outcome === 'passed');
    return `user ${passed[0]?.login?.user} is let in on ${passed.length} ports`;
  },
};

function refused({ listener, endpoint: { host, port }, nodeId, login }: Contact): Finding {
  return {
    id: 'login-refused',
    level: 'fault',
    seen: `user ${login?.user} is not let in on ${listener} at ${host}:${port}: ${login?.reason}`,
    expected: 'its password lets it in',
    fix: 'was the password changed without raising kafka.secretsVersion? Raise it and apply',
    nodes: nodeId === undefined ? undefined : [nodeId],
  };
}
