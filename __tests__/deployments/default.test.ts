import { inspect } from '../../rehearsal/cloud/model';
import { kafkaYaml, reviewedList } from './support/configs';
import { Rig } from './support/rig';

const REVIEWED = 'constructs/__snapshots__/kafka-stack.test.ts.snap';
const REVIEWED_TEST =
  'the stack of kafka.yaml has exactly the reviewed addresses: each is a contract with those who hold state';

jest.setTimeout(120_000);

describe('the deployment of kafka.yaml, from nothing to nothing', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.open();
    await rig.write(kafkaYaml());
  });
  afterAll(() => rig.close());

  test('is valid', async () => {
    expect(await rig.must('validate')).toContain('Success! The configuration is valid.');
  });

  test('plans nothing but creations, and the first apply makes just what was planned', async () => {
    const plan = await rig.plan();
    expect(plan.without('create')).toEqual([]);
    await rig.must('apply', 'plan.bin');
    expect(await rig.isSettled()).toBe(true);
  });

  test('has the reviewed addresses in its state, and the image that was looked up', async () => {
    const reviewed = reviewedList(REVIEWED, REVIEWED_TEST);
    expect(reviewed.length).toBeGreaterThan(50);
    const members = 'null_resource.brokers_members_must-leave-first';
    const expected = reviewed.flatMap((address) =>
      address === members ? [1, 2, 3].map((id) => `${members}["${id}"]`) : [address],
    );
    expect(await rig.addresses()).toEqual([...expected, 'data.alicloud_images.image_newest'].sort());
  });

  test('outputs what the next steps need, with the values of the cloud', async () => {
    const outputs = await rig.outputs();
    const [balancer] = inspect(rig.cloud).loadBalancers;
    const [service] = inspect(rig.cloud).endpointServices;
    const instances = Object.fromEntries(inspect(rig.cloud).instances.map((each) => [each.name, each]));
    expect(outputs).toMatchObject({
      endpoint_service_id: service?.id,
      endpoint_service_name: expect.stringMatching(
        /^com\.aliyuncs\.privatelink\.ap-southeast-1\.epsrv-t4n[a-z0-9]{17}$/,
      ),
      load_balancer_dns_name: balancer?.dnsName,
      bootstrap: { load_balancer: `${balancer?.dnsName}:9092`, changefeed_port: 9092 },
      bootstrap_internal: '10.0.0.11:9092,10.0.64.12:9092,10.0.128.13:9092',
      bastion_public_ip: instances['bastion-node']?.publicIp,
      bastion_private_ip: '10.0.192.10',
      broker_instance_ids: {
        1: instances['broker-node1']?.id,
        2: instances['broker-node2']?.id,
        3: instances['broker-node3']?.id,
      },
    });
    expect(outputs['load_balancer_dns_name']).toMatch(/^nlb-\w+\.ap-southeast-1\.nlb\.aliyuncs\.com$/);
    expect(outputs['bastion_public_ip']).toMatch(/^\d+(\.\d+){3}$/);
  });

  test('prints next steps to paste: the name of the service is in them, and nothing of Terraform', async () => {
    const { next_steps: steps, endpoint_service_name: name } = await rig.outputs();
    expect(steps).toContain(`--alicloud.endpoint-service-name ${String(name)}\n`);
    expect(steps).toContain('bootstrap port 9092');
    expect(steps).not.toMatch(/\$\{|alicloud_/);
  });

  test('is refused destruction at plan time, naming what is protected; nothing is touched', async () => {
    rig.news();
    const text = await rig.mustFail('destroy', '-auto-approve');
    expect(text).toContain('Instance cannot be destroyed');
    for (const address of [
      'alicloud_ecs_disk_attachment.brokers_1_data-disk-attachment',
      'null_resource.brokers_1_identity_pin',
      'null_resource.brokers_cluster_pin',
    ]) {
      expect(text).toContain(`Resource ${address} has lifecycle.prevent_destroy set`);
    }
    expect(rig.news()).toEqual([]);
  });

  test('with destroyable: true an apply lifts the protection in place, and destroy leaves an empty cloud', async () => {
    await rig.write(kafkaYaml({ destroyable: true }));
    const plan = await rig.plan();
    expect(plan.actions).toEqual({
      'alicloud_instance.brokers_1_host': 'update',
      'alicloud_instance.brokers_2_host': 'update',
      'alicloud_instance.brokers_3_host': 'update',
    });
    await rig.must('apply', 'plan.bin');
    expect(rig.powerNews()).toEqual([]);
    await rig.destroy();
    expect(inspect(rig.cloud).counts).toEqual({});
  });
});
