import { deployment } from '../support/deployment';
import { delivered } from './support/delivered';
import { synthesize } from './support/synthesized';

const KAFKA = { clusterId: 'BRl69zcmTFmiPaoaANybiw', internalTls: true };

interface Step {
  connection: object;
  triggers: Record<string, string>;
  depends_on: string[];
  provisioner: object[];
  lifecycle: { precondition: { condition: string }[] };
}
const secured = ({ kafka = {}, more = {}, brokers = 3 } = {}) =>
  synthesize(deployment(brokers, { kafka: { ...KAFKA, ...kafka }, ...more }));
const at = (stack: ReturnType<typeof synthesize>, address: string) => stack.at(address) as unknown as Step;
const step = (id: string) => `null_resource.rollout_${id}_step`;

test('there is nothing of it where INTERNAL is PLAINTEXT', () => {
  const stack = synthesize(deployment());
  expect(stack.addresses.filter((address) => address.includes('-internal_'))).toEqual([]);
  expect(stack.at('null_resource.brokers_internal-listeners_pin').triggers).toEqual({
    internal_port: '9092',
    controller_port: '29092',
  });
});

test('every host has its certificate, one after another, before the first broker is asked for a quorum', () => {
  const stack = secured();
  const order = ['bastion', 'bastion-internal', '1-internal', '2-internal', '3-internal', '1', '2', '3'];
  for (const [index, id] of order.entries()) {
    if (index === 0) continue;
    // Before the first broker's step, every disk is grown.
    const disks = ['1', '2', '3'].map((broker) => step(`${broker}-disk`));
    expect(at(stack, step(id)).depends_on).toEqual(id === '1' ? disks : [step(order[index - 1] ?? '')]);
    if (id === '1') expect(at(stack, step('1-disk')).depends_on).toEqual([step(order[index - 1] ?? '')]);
  }
  for (const id of ['bastion', '1', '2', '3']) {
    expect(at(stack, step(`${id}-internal`)).connection).toEqual(at(stack, step(id)).connection);
  }
});

test('a host gets its own and no other, in provisioners of their own, into a folder that only root may look into', () => {
  const folder = '/run/kafka-internal-tls';
  expect(at(secured(), step('2-internal')).provisioner).toEqual(
    delivered(
      {
        [`${folder}/internal.pem`]:
          '${trimspace(lookup(var.kafka_internal_certificates, "broker-node2", ""))}\n',
        [`${folder}/internal-ca.pem`]: '${trimspace(var.kafka_internal_ca)}\n',
      },
      'rollout_2-internal_script',
      'internal-certificate',
    ),
  );
});

test('without one the plan stops', () => {
  const conditions = at(secured(), step('1-internal')).lifecycle.precondition.map(
    ({ condition }) => condition,
  );
  expect(conditions).toContain(
    '${var.kafka_internal_ca != "" && contains(keys(var.kafka_internal_certificates), "broker-node1")}',
  );
});

test('another version or another host has it delivered again; another broker, and certificates themselves, do not', () => {
  const triggers = (options: Parameters<typeof secured>[0]) => {
    const stack = secured(options);
    const { triggers: own } = at(stack, step('1-internal'));
    return JSON.stringify([own, stack.text('rollout_1-internal_script')]);
  };
  expect(triggers({ kafka: { secretsVersion: 2 } })).not.toBe(triggers({}));
  expect(triggers({})).toContain('${alicloud_instance.brokers_1_host.id}');
  expect(triggers({})).not.toContain('var.kafka_internal');
  const controllers = { controllers: [1, 2, 3] };
  expect(triggers({ brokers: 4, more: controllers })).toBe(triggers({ more: controllers }));
});

test('a broker that waits for the replacement of another one gets nothing', () => {
  const stack = secured({ more: { replace: 2 } });
  expect(JSON.stringify(at(stack, step('1-internal')).provisioner)).not.toContain('kafka_internal');
  expect(JSON.stringify(at(stack, step('2-internal')).provisioner)).toContain('kafka_internal');
});

test('the keys are sensitive, and texts', () => {
  const variables = secured().block('variable') as Record<string, object>;
  expect(variables['kafka_internal_certificates']).toMatchObject({ sensitive: true, default: {} });
  expect(JSON.stringify(variables['kafka_internal_certificates'])).toContain('BEGIN[ ]PRIVATE KEY-----');
  expect(JSON.stringify(variables['kafka_internal_ca'])).toContain('BEGIN[ ]CERTIFICATE-----');
});

test('whether brokers speak TLS is pinned like their ports', () => {
  expect(secured().at('null_resource.brokers_internal-listeners_pin').triggers).toMatchObject({
    protocol: 'SSL',
  });
});

test('maintenance, which may bring another system disk, has it delivered again', () => {
  const triggers = (maintain?: number) => at(secured({ more: { maintain } }), step('2-internal')).triggers;
  expect(Object.keys(triggers(2))).toEqual(expect.arrayContaining(Object.keys(triggers()).concat('image')));
  expect(triggers(1)).toEqual(triggers());
});
