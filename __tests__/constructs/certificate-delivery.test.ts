import { delivered } from './support/delivered';
import { deployment } from '../support/deployment';
import { synthesize } from './support/synthesized';

const KAFKA = { clusterId: 'BRl69zcmTFmiPaoaANybiw' };

function encrypting({ serverName = 'kafka.example.com', kafka = {}, listener = {}, more = {} } = {}) {
  const externalListeners = [{ name: 'EXTERNAL', tls: { serverName }, ...listener }];
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
const delivery = (stack: ReturnType<typeof synthesize>, node: number) =>
  at(stack, `null_resource.rollout_${node}-certificate_step`);

test('there is no such step where nobody speaks TLS', () => {
  const { addresses } = synthesize(deployment());
  expect(addresses.filter((address) => address.includes('certificate'))).toEqual([]);
});

test('a broker serves by it before the next one is changed', () => {
  const stack = encrypting();
  for (const node of [1, 2, 3]) {
    const step = `null_resource.rollout_${node}_step`;
    expect(delivery(stack, node).depends_on).toEqual([step]);
    expect(delivery(stack, node).connection).toEqual(at(stack, step).connection);
    if (node === 1) continue;
    expect(at(stack, step).depends_on).toEqual([`null_resource.rollout_${node - 1}-certificate_step`]);
  }
});

test('users come after the last certificate', () => {
  const users = [{ name: 'changefeed', write: ['*'] }];
  const stack = encrypting({
    kafka: { users },
    listener: { authentication: { mechanism: 'scram-sha-512' } },
  });
  expect(at(stack, 'null_resource.rollout_users_step').depends_on).toEqual([
    'null_resource.rollout_3-certificate_step',
  ]);
});

test('key and certificate travel in a provisioner of their own, into a folder that only root may look into', () => {
  const content = '${trimspace(var.kafka_tls_key)}\n${trimspace(var.kafka_tls_certificate)}\n';
  expect(delivery(encrypting(), 2).provisioner).toEqual(
    delivered({ '/run/kafka-tls/tls.pem': content }, 'rollout_2-certificate_script', 'certificate'),
  );
});

test('without them the plan stops', () => {
  const conditions = delivery(encrypting(), 1).lifecycle.precondition.map(({ condition }) => condition);
  expect(conditions).toContain('${var.kafka_tls_certificate != "" && var.kafka_tls_key != ""}');
});

test('another version, another server name or another host has them delivered again; they themselves do not', () => {
  const triggers = (options: Parameters<typeof encrypting>[0]) => {
    const stack = encrypting(options);
    return JSON.stringify([delivery(stack, 1).triggers, stack.text('rollout_1-certificate_script')]);
  };
  expect(triggers({ kafka: { secretsVersion: 2 } })).not.toBe(triggers({}));
  expect(triggers({ serverName: 'other.example.com' })).not.toBe(triggers({}));
  expect(triggers({})).toContain('${alicloud_instance.brokers_1_host.id}');
  expect(triggers({})).not.toContain('var.kafka_tls');
});

test('a broker that waits for the replacement of another one gets nothing', () => {
  const stack = encrypting({ more: { replace: 2 } });
  expect(JSON.stringify(delivery(stack, 1).provisioner)).not.toContain('kafka_tls');
  expect(JSON.stringify(delivery(stack, 2).provisioner)).toContain('var.kafka_tls_key');
});

test('the variables are sensitive, and take texts, not paths', () => {
  const variables = synthesize(deployment()).block('variable') as Record<string, object>;
  for (const [name, begin] of [
    ['kafka_tls_certificate', 'BEGIN[ ]CERTIFICATE-----'],
    ['kafka_tls_key', 'BEGIN[ ]PRIVATE KEY-----'],
  ] as const) {
    expect(variables[name]).toMatchObject({ sensitive: true, default: '' });
    expect(JSON.stringify(variables[name])).toContain(begin);
  }
});

test('whether clients speak TLS is pinned like the ports of a listener', () => {
  const { input } = encrypting().at('terraform_data.brokers_external-listener_pin');
  expect(input).toEqual({ port: '39092', protocol: 'SSL' });
});
