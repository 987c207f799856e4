import type { NewConfig } from '../../config/schema';
import { inspect } from '../../rehearsal/cloud/model';
import { kafkaYaml } from './support/configs';
import { Rig } from './support/rig';

jest.setTimeout(120_000);

const base = kafkaYaml();
const [zoneA, zoneB, zoneC] = base.zones;
const [broker1, broker2, broker3] = base.brokers;
if (!zoneA || !zoneB || !zoneC || !broker1 || !broker2 || !broker3)
  throw new Error('kafka.yaml has three of each');

/** Errors that the configuration's own rules would find first: here they are left to Terraform and the cloud. */
describe('a deployment with an error in it', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.open();
  });
  afterEach(() => rig.close());

  test.each<[string, Partial<NewConfig>, string]>([
    [
      'a disk category that there is none of',
      {
        brokerDefaults: {
          ...base.brokerDefaults,
          dataDisk: { ...base.brokerDefaults.dataDisk, category: 'tape' as never },
        },
      },
      'expected category to be one of',
    ],
    [
      'a payer that there is none of',
      { endpointService: { ...base.endpointService, payer: 'Nobody' as never } },
      'expected payer to be one of ["Endpoint" "EndpointService"], got Nobody',
    ],
    [
      'an instance type of the wrong form',
      { brokerDefaults: { ...base.brokerDefaults, instanceType: 'g7.large' } },
      'expected value of instance_type to match regular expression',
    ],
    [
      'a port that no listener can have',
      { ports: { ...base.ports, externalBase: 65535 } },
      'expected listener_port to be in the range (0 - 65535), got 65536',
    ],
  ])('%s: refused by validate and by plan', async (_what, changes, message) => {
    await rig.write(kafkaYaml(changes));
    expect(await rig.mustFail('validate')).toContain(message);
    expect(await rig.mustFail('plan')).toContain(message);
  });

  test.each<[string, Partial<NewConfig>, string, Record<string, string>?]>([
    [
      'an image that a look-up does not find',
      { image: { nameRegex: '^no_such_image' } },
      'No system image of the region has a name that matches image.nameRegex',
    ],
    [
      'a variable against its rule',
      {},
      'The value of unique_name must be one DNS label',
      { unique_name: 'A.b' },
    ],
  ])('%s: refused by plan', async (_what, changes, message, variables = {}) => {
    Object.assign(rig.variables, variables);
    await rig.write(kafkaYaml(changes));
    expect(await rig.mustFail('plan')).toContain(message);
    expect(inspect(rig.cloud).counts).toEqual({});
  });

  // The provider cannot know these before it asks the cloud, so a plan finds nothing wrong with them.
  test.each<[string, Partial<NewConfig>, string, string]>([
    [
      'a range that is none',
      { stage: 'link', vpc: { ...base.vpc, cidr: '10.0.0.0/33' } },
      'InvalidCidrBlock.Malformed',
      'alicloud_vpc.network_vpc',
    ],
    [
      'a VPC that there is none of',
      { stage: 'link', vpc: { ...base.vpc, id: 'vpc-t4nnosuchvpc00000000' } },
      'ResourceNotFound.Vpc',
      'alicloud_nlb_server_group.nlb_bootstrap_group',
    ],
    [
      'a vSwitch outside its VPC',
      { stage: 'link', zones: [{ ...zoneA, cidr: '10.1.0.0/18' }, zoneB, zoneC] },
      'InvalidCidrBlock.NotInVpc',
      'alicloud_vswitch.network_ap-southeast-1a',
    ],
    [
      'vSwitches that overlap',
      { stage: 'link', zones: [zoneA, { ...zoneB, cidr: '10.0.0.0/20' }, zoneC] },
      'InvalidCidrBlock.Overlapped',
      'alicloud_vswitch.network_ap-southeast-1',
    ],
    [
      'an address that the cloud keeps to itself',
      { brokers: [{ ...broker1, address: '10.0.63.254' }, broker2, broker3] },
      'InvalidPrivateIpAddress.Unusable',
      'alicloud_instance.brokers_1_host',
    ],
    [
      'a zone that the region does not have',
      {
        stage: 'link',
        zones: [zoneA, zoneB, { ...zoneC, id: 'ap-southeast-1f' }],
        brokers: [broker1, broker2, { ...broker3, zone: 'ap-southeast-1f' }],
      },
      'InvalidZoneId.NotFound',
      'alicloud_vswitch.network_ap-southeast-1f',
    ],
    [
      'an image that there is none of',
      { image: { id: 'no_such_image.vhd' } },
      'InvalidImageId.NotFound',
      'alicloud_instance.brokers_1_host',
    ],
  ])('%s: refused by apply with the code of the cloud', async (_what, changes, code, address) => {
    await rig.write(kafkaYaml(changes));
    expect(await rig.mustFail('apply', '-auto-approve')).toContain(`Error: ${code} with ${address}`);
  });
});
