import { deployment } from '../support/deployment';
import { synthesize } from './support/synthesized';

const kept = synthesize(deployment());
const maintained = synthesize(deployment(3, { maintain: 2 }));
const GATE = 'null_resource.maintenance_gate_step';
const END = 'null_resource.maintenance_end_step';

test("the maintained host's change waits for the gate, and no other host does", () => {
  expect(maintained.at('alicloud_instance.brokers_2_host')['depends_on']).toEqual([GATE]);
  for (const id of [1, 3]) {
    expect(maintained.at(`alicloud_instance.brokers_${id}_host`)).not.toHaveProperty('depends_on');
  }
  expect(kept.addresses).not.toContain(GATE);
});

test('the gate is asked on another host, without waiting for any broker', () => {
  const gate = maintained.at(GATE);
  expect(gate).toMatchObject({ connection: { host: '10.0.0.11' }, count: '${var.rollout ? 1 : 0}' });
  expect(gate['depends_on']).toContain('alicloud_instance.bastion_host');
  expect(JSON.stringify(gate)).not.toContain('alicloud_instance.brokers_');
  const script = maintained.text('maintenance_gate_script');
  expect(script).toContain('\nNODE=2\n');
  expect(script).toContain("ASKED='10.0.0.11:9092,10.0.128.13:9092'");
});

test('the gate is asked again for another type, image or key; the broker is asked after it', () => {
  const brings = ['image', 'instance_type', 'key_pair'];
  expect(Object.keys(maintained.at(GATE)['triggers'] as object)).toEqual(expect.arrayContaining(brings));
  const after = maintained.at('null_resource.rollout_2_step')['triggers'] as object;
  expect(Object.keys(after)).toEqual(expect.arrayContaining(brings));
});

test('every apply asks anew while maintain is in the file: an earlier answer says nothing about now', () => {
  expect(maintained.at(GATE)['triggers']).toMatchObject({ applied_at: '${timestamp()}' });
});

test('the end of the change is told before any broker takes its turn', () => {
  const end = maintained.at(END);
  expect(end['depends_on']).toEqual(expect.arrayContaining([GATE, 'alicloud_instance.brokers_2_host']));
  expect(JSON.stringify(end['provisioner'])).toContain(' end');
  expect(maintained.at('null_resource.rollout_bastion_step')['depends_on']).toContain(END);
});

test('a single broker has nobody to ask', () => {
  expect(synthesize(deployment(1, { maintain: 1 })).addresses).not.toContain(GATE);
});
