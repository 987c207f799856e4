import { delivered } from './support/delivered';
import { deployment } from '../support/deployment';
import { synthesize } from './support/synthesized';

const KAFKA = { clusterId: 'BRl69zcmTFmiPaoaANybiw', users: [{ name: 'changefeed', write: ['orders-*'] }] };
const USERS = 'null_resource.rollout_users_step';

function asking(mechanism = 'scram-sha-512', kafka: object = {}, more: object = {}) {
  const externalListeners = [{ name: 'EXTERNAL', authentication: { mechanism } }];
  return synthesize(deployment(3, { externalListeners, kafka: { ...KAFKA, ...kafka }, ...more }));
}

interface Step {
  connection: object;
  triggers: Record<string, string>;
  depends_on: string[];
  provisioner: Record<string, Record<string, unknown>>[];
  lifecycle: { precondition: { condition: string }[] };
}
const at = (stack: ReturnType<typeof synthesize>, address: string) => stack.at(address) as unknown as Step;

test('there is no such step where nobody is asked', () => {
  const stack = synthesize(deployment());
  expect(stack.addresses.filter((address) => /users|passwords/.test(address))).toEqual([]);
});

test('users come after the last broker, and after metadata.version', () => {
  expect(at(asking(), USERS).depends_on).toEqual(['null_resource.rollout_3_step']);
  const finalised = asking('scram-sha-512', { version: '3.9.1', metadataVersion: '3.9' });
  expect(at(finalised, USERS).depends_on).toEqual(['null_resource.rollout_metadata-version_step']);
});

test('passwords travel in a provisioner of their own, into a folder that only root may look into', () => {
  const content =
    '${join("", [for name in ["changefeed"] : format("%s %s\\n", name, lookup(var.kafka_user_passwords, name, ""))])}';
  expect(at(asking(), USERS).provisioner).toEqual(
    delivered({ '/run/kafka-users/passwords': content }, 'local.rollout_users_script', 'users'),
  );
});

test('a user without a password stops the plan', () => {
  const conditions = at(asking(), USERS).lifecycle.precondition.map(({ condition }) => condition);
  expect(conditions).toContain(
    '${alltrue([for name in ["changefeed"] : contains(keys(var.kafka_user_passwords), name)])}',
  );
});

test('another version of the passwords, another user or right makes it run again; another password alone does not', () => {
  const triggers = (kafka: object) => {
    const stack = asking('scram-sha-512', kafka);
    return JSON.stringify([at(stack, USERS).triggers, stack.text('rollout_users_script')]);
  };
  expect(triggers({ secretsVersion: 2 })).not.toBe(triggers({}));
  expect(triggers({ users: [{ name: 'changefeed', write: ['*'] }] })).not.toBe(triggers({}));
  expect(triggers({})).not.toContain('kafka_user_passwords');
});

test('the variable is sensitive, and takes no password that a file of lines would not keep', () => {
  const { kafka_user_passwords: variable } = synthesize(deployment()).block('variable') as Record<
    string,
    object
  >;
  expect(variable).toMatchObject({ sensitive: true, default: {} });
  expect(JSON.stringify(variable)).toContain('^[!-~]{12,128}$');
});

describe('PLAIN', () => {
  const stack = asking('plain');
  const delivery = (node: number) => at(stack, `null_resource.rollout_${node}-passwords_step`);

  test('every broker gets the passwords after the last broker, and again on another host', () => {
    for (const node of [1, 2, 3]) {
      expect(delivery(node).depends_on).toEqual(['null_resource.rollout_3_step']);
      expect(delivery(node).connection).toEqual(at(stack, `null_resource.rollout_${node}_step`).connection);
      expect(delivery(node).triggers).toMatchObject({
        secrets_version: '1',
        instance: `\${alicloud_instance.brokers_${node}_host.id}`,
      });
    }
  });

  test('rights come last, without any password', () => {
    const { depends_on: dependsOn, provisioner } = at(stack, USERS);
    expect(dependsOn).toEqual([1, 2, 3].map((node) => `null_resource.rollout_${node}-passwords_step`));
    expect(JSON.stringify(provisioner)).not.toContain('kafka_user_passwords');
  });
});

test('how clients log in is pinned like the ports of a listener', () => {
  const pin = (mechanism?: string) =>
    (mechanism ? asking(mechanism) : synthesize(deployment())).at(
      'terraform_data.brokers_external-listener_pin',
    );
  expect(pin('plain')['input']).toEqual({ port: '39092', protocol: 'SASL_PLAINTEXT', mechanism: 'PLAIN' });
  expect(pin()['input']).toEqual({ port: '39092', protocol: 'PLAINTEXT' });
  expect(JSON.stringify(pin('plain')['lifecycle'])).toContain(
    'lookup(self.input, \\"mechanism\\", \\"none\\")',
  );
});
