import { deployment } from '../support/deployment';
import { synthesize } from './support/synthesized';

const tls = { tls: { serverName: 'b.example.com' }, authentication: { mechanism: 'plain' } };
const kafka = {
  clusterId: 'BRl69zcmTFmiPaoaANybiw',
  internalTls: true,
  users: [{ name: 'changefeed', write: ['orders-*'] }],
};
const stack = synthesize(
  deployment(3, { kafka, externalListeners: [{ name: 'EXTERNAL', ...tls }], repair: [2, 'bastion'] }),
);

/** Steps that Terraform runs in every apply. */
const repaired = stack.addresses.filter((address) => {
  const { triggers } = stack.at(address) as { triggers?: Record<string, string> };
  return triggers?.['applied_at'] !== undefined;
});

test('repairs a host by its step and all of its deliveries, and no other host', () => {
  expect(repaired).toEqual(
    ['2-certificate', '2-internal', '2-passwords', '2', 'bastion-internal', 'bastion']
      .map((id) => `null_resource.rollout_${id}_step`)
      .sort(),
  );
});

test('has the same text in every Terraform plan', () => {
  for (const address of repaired) {
    expect(stack.at(address)).toMatchObject({ triggers: { applied_at: '${timestamp()}' } });
    expect(stack.at(address)).not.toHaveProperty('lifecycle.ignore_changes');
  }
});

test('the order stays: no two brokers change at the same time', () => {
  expect(stack.at('null_resource.rollout_3_step')['depends_on']).toEqual([
    'null_resource.rollout_2-certificate_step',
  ]);
});
