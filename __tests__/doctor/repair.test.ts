import { appliedSteps } from '../../doctor/gather/steps';
import { diagnose } from '../../doctor/report';
import type { Facts } from '../../doctor/facts';
import { renderBastionRollout } from '../../templates/rollout/bastion-rollout';
import { renderBrokerRollout } from '../../templates/rollout/broker-rollout';
import { unescapeFromTerraform } from '../../templates/rendering/terraform';
import { sha256 } from '../../templates/doctor/expected-host';
import { deployment } from '../support/deployment';
import { DISK_ID } from '../templates/support/files';
import { brokerOf } from '../templates/support/plan';
import { withValues } from './support/changes';
import { healthy, plan } from './support/facts';
import { renewed, withFile } from './support/faults/drift';

const fixes = (facts: Facts) =>
  new Set(diagnose(facts).checks.flatMap(({ findings }) => findings.map(({ fix }) => fix)));
const produce = withFile(healthy, 'bastion-node', '/root/produce.sh', 'aa');
const two = withValues(produce, 'broker-node2', { ssh: 'other' });

test('one repair is printed for all hosts that differ', () => {
  expect([...fixes(two)]).toEqual([
    'set repair: [bastion, 2] in the deployment file, synthesize and apply, one broker at a time; then remove it',
  ]);
});

test('a host that the last apply has not brought to this plan needs no repair, only an apply', () => {
  expect([...fixes({ ...two, applied: { 'bastion-node': true, 'broker-node2': false } })]).toEqual([
    'set repair: [bastion] in the deployment file, synthesize and apply, one broker at a time; then remove it',
    'synthesize and apply, which brings it: the last apply ran with another plan',
  ]);
});

test('a first user data that names a former data disk needs replace, which keeps the data', () => {
  const resource = {
    address: 'alicloud_ecs_disk.brokers_3_data-disk',
    type: 'alicloud_ecs_disk',
    values: { id: DISK_ID },
  };
  const facts = withValues(
    {
      ...renewed,
      cloud: renewed.cloud && { ...renewed.cloud, resources: [...renewed.cloud.resources, resource] },
    },
    'broker-node3',
    { data_disk: 'd-former' },
  );
  const [first, ...others] = fixes(facts);
  expect(first).toMatch(/^set replace: 3 .*former data disk d-former, and the data on the present one stays/);
  expect(others.join()).not.toContain('set repair');
});

describe('what the last apply has run', () => {
  const { rollout } = deployment();
  const step = (id: string, script: string) => ({
    address: `null_resource.rollout_${id}_step["0"]`,
    type: 'null_resource',
    values: { triggers: { script: sha256(script) } },
  });
  const ofBroker = (nodeId: number) =>
    renderBrokerRollout(plan, brokerOf(plan, nodeId), { ...rollout, dataDiskId: DISK_ID, target: 'host' });
  const disk = (nodeId: number) => ({
    address: `alicloud_ecs_disk.brokers_${nodeId}_data-disk`,
    type: 'alicloud_ecs_disk',
    values: { id: DISK_ID },
  });

  test('is known by the scripts in the state', () => {
    if (!plan.bastion) throw new Error('the plan has a bastion');
    const resources = [
      step('bastion', unescapeFromTerraform(renderBastionRollout(plan, plan.bastion, rollout))),
      step('1', ofBroker(1)),
      step('2', ofBroker(1)),
      disk(1),
      disk(2),
    ];
    expect(appliedSteps({ rollout }, plan, { resources })).toEqual({
      'bastion-node': true,
      'broker-node1': true,
      'broker-node2': false,
      'broker-node3': false,
    });
  });
});
