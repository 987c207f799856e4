import type { Contact, LoginFacts } from '../facts';
import type { Check, Finding } from '../finding';

/** Whether it is not known which broker has answered, since nobody has logged in. */
export const isUnproven = (login: LoginFacts | undefined): boolean =>
  login !== undefined && login.outcome !== 'passed';

/** Whether a user of the file can log in on every listener with authentication. */
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
        seen: `${listener} requires a login, and no password of a user with write is known here: not checked which broker answers on each port`,
        expected: 'a user can log in',
        fix: 'run the doctor where npx kafka-link passwords has written state/<name>/kafka-passwords.auto.tfvars.json; or set TF_VAR_kafka_user_passwords, as JSON',
      })),
    ];
  },
  well: ({ contacts }) => {
    const passed = contacts.filter(({ login }) => login?.outcome === 'passed');
    return `user ${passed[0]?.login?.user} can log in on ${passed.length} ports`;
  },
};

function refused({ listener, endpoint: { host, port }, nodeId, login }: Contact): Finding {
  return {
    id: 'login-refused',
    level: 'fault',
    seen: `user ${login?.user} cannot log in on ${listener} at ${host}:${port}: ${login?.reason}`,
    expected: 'the broker accepts its password',
    fix: 'if the password was changed without raising kafka.secretsVersion, raise it, synthesize and apply',
    nodes: nodeId === undefined ? undefined : [nodeId],
  };
}
