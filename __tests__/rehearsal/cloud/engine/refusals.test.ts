import { CloudError } from '../../../../rehearsal/cloud/model/api';
import { attach, type Attached } from './support/attached';

const LIMIT_MS = 60_000;

describe('refusals, as the real terraform shows them', () => {
  let attached: Attached;

  beforeAll(async () => {
    attached = await attach();
  });
  afterAll(() => attached.end());

  const configure = (type: string, attributes: object) => {
    attached.workspace.write({
      provider: { alicloud: { region: 'ap-southeast-1' } },
      variable: { text: { type: 'string', default: 'x' } },
      resource: { [type]: { it: attributes } },
    });
  };
  const refused = async (...args: string[]) => {
    const { code, text } = await attached.workspace.run(...args);
    expect(code).toBe(1);
    // Terraform draws a frame and breaks lines; only the words matter.
    return text.replace(/[│╷╵]/g, ' ').replace(/\s+/g, ' ');
  };

  test.each([
    [
      'a value that is none of the allowed',
      { listener_protocol: 'HTTP', listener_port: 80, load_balancer_id: 'nlb-1', server_group_id: 'sgp-1' },
      'alicloud_nlb_listener',
      'expected listener_protocol to be one of ["TCP" "UDP" "TCPSSL"], got HTTP with alicloud_nlb_listener.it',
    ],
    [
      'a number out of its range, in a nested block',
      { server_group_name: 'g', vpc_id: 'vpc-1', health_check: [{ health_check_interval: 51 }] },
      'alicloud_nlb_server_group',
      'expected health_check_interval to be in the range (0 - 50), got 51 with alicloud_nlb_server_group.it',
    ],
    [
      'attributes that exclude each other',
      { disk_name: 'one', name: 'two', zone_id: 'ap-southeast-1a', size: 20 },
      'alicloud_ecs_disk',
      'Conflicting configuration arguments with alicloud_ecs_disk.it',
    ],
    [
      'none of several attributes where one is needed',
      { vpc_id: 'vpc-1', cidr_block: '10.0.0.0/24' },
      'alicloud_vswitch',
      '"zone_id": one of `zone_id,availability_zone` must be specified',
    ],
    [
      'a text of the wrong form',
      { instance_type: 'g7' },
      'alicloud_instance',
      'regular expression "^ecs\\\\..*", got g7',
    ],
    ['an attribute that was removed', { subnet_id: 'vsw-1' }, 'alicloud_instance', '"subnet_id" was removed'],
  ])(
    'validate and plan refuse %s',
    async (_what, attributes, type, message) => {
      configure(type, attributes);
      expect(await refused('validate')).toContain(message);
      expect(await refused('plan')).toContain(message);
    },
    LIMIT_MS,
  );

  test(
    'a value that is known only at plan is checked at plan',
    async () => {
      configure('alicloud_nlb_listener', {
        listener_protocol: '${var.text}',
        listener_port: 80,
        load_balancer_id: 'nlb-1',
        server_group_id: 'sgp-1',
      });
      await attached.workspace.succeed('validate');
      expect(await refused('plan')).toContain('expected listener_protocol to be one of');
    },
    LIMIT_MS,
  );

  test(
    'a deprecated attribute is a warning',
    async () => {
      configure('alicloud_vpc', { name: 'old' });
      expect(await attached.workspace.succeed('validate')).toContain('Argument is deprecated');
    },
    LIMIT_MS,
  );

  test(
    'the provider block is checked',
    async () => {
      attached.workspace.write({
        provider: { alicloud: { protocol: 'FTP' } },
        resource: { alicloud_vpc: { it: {} } },
      });
      expect(await refused('validate')).toContain('expected protocol to be one of ["HTTP" "HTTPS"], got FTP');
    },
    LIMIT_MS,
  );

  test(
    'a refusal by the cloud carries its code, its sentence, the address and the attribute',
    async () => {
      configure('alicloud_vpc', { cidr_block: '10.0.0.0/8' });
      attached.cloud.refusal = new CloudError(
        'QuotaExceeded.Vpc',
        'The account has no VPC left.',
        'cidr_block',
      );
      const text = await refused('apply', '-auto-approve');
      expect(text).toContain('Error: QuotaExceeded.Vpc with alicloud_vpc.it');
      expect(text).toContain('"cidr_block": "10.0.0.0/8"');
      expect(text).toContain('The account has no VPC left.');
      expect(attached.workspace.attributes('alicloud_vpc')).toEqual({});
      await attached.workspace.apply();
    },
    LIMIT_MS,
  );

  test(
    'a refused change and a refused destruction leave the state as it was',
    async () => {
      configure('alicloud_vpc', { cidr_block: '10.0.0.0/8', description: 'new' });
      attached.cloud.refusal = new CloudError('Throttling.User', 'Too many requests.');
      expect(await refused('apply', '-auto-approve')).toContain('Error: Throttling.User');
      expect(attached.workspace.attributes('alicloud_vpc').description).toBeNull();
      attached.cloud.refusal = new CloudError('DependencyViolation.VSwitch', 'The VPC is in use.');
      expect(await refused('destroy', '-auto-approve')).toContain('Error: DependencyViolation.VSwitch');
      await attached.workspace.apply();
      expect(attached.workspace.attributes('alicloud_vpc').description).toBe('new');
    },
    LIMIT_MS,
  );

  test(
    'what a failed create left behind is tainted and replaced',
    async () => {
      await attached.workspace.succeed('destroy', '-auto-approve');
      configure('alicloud_security_group', { security_group_name: 'brokers' });
      const partial = { id: 'sg-half', security_group_name: 'brokers' };
      attached.cloud.resources.set('sg-half', partial);
      attached.cloud.refusal = new CloudError('Timeout', 'It did not become ready.', undefined, partial);
      expect(await refused('apply', '-auto-approve')).toContain('Error: Timeout');
      expect((await attached.workspace.plan()).text).toContain('alicloud_security_group.it is tainted');
      attached.cloud.calls.length = 0;
      await attached.workspace.apply();
      expect(attached.cloud.calls.map((call) => call.operation)).toEqual(['delete', 'create']);
    },
    LIMIT_MS,
  );

  test(
    'a fault of the simulation is told apart from a refusal',
    async () => {
      configure('alicloud_security_group', { security_group_name: 'renamed' });
      attached.cloud.refusal = new TypeError('x is undefined') as CloudError;
      expect(await refused('apply', '-auto-approve')).toContain('Error: The simulated cloud failed');
    },
    LIMIT_MS,
  );
});
