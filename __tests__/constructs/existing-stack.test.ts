import { deployment, existingDeployment } from '../support/deployment';
import { synthesize } from './support/synthesized';

describe('brokers that run already', () => {
  const stack = synthesize(existingDeployment());
  const links = synthesize({ ...deployment(), stage: 'link' });
  const servers = (config = existingDeployment()) => {
    const own = synthesize(config);
    const backends = Object.values(own.all('alicloud_nlb_server_group_server_attachment'));
    return {
      types: [
        ...new Set(
          Object.values(own.all('alicloud_nlb_server_group')).map((one) => one['server_group_type']),
        ),
      ],
      first: [backends[0]].map((one) => [one?.['server_type'], one?.['server_id'], one?.['server_ip']])[0],
    };
  };

  test('have the addresses of every other link, and nothing is made for hosts', () => {
    const shared = /\.(nlb|endpoint-service)_/;
    expect(stack.addresses.filter((address) => shared.test(address) && !/_backend-/.test(address))).toEqual(
      links.addresses.filter((address) => shared.test(address)),
    );
    expect(Object.keys(stack.block('provider'))).toEqual(['alicloud']);
    expect(Object.keys(stack.block('variable')).sort()).toEqual(['tidb_cloud_account_id', 'unique_name']);
    expect(stack.block('data')).toEqual({});
  });

  test('have the outputs of the first stage, whose last step speaks of their listener', () => {
    const outputs = stack.block('output') as Record<string, { value: unknown }>;
    expect(Object.keys(outputs)).toEqual(Object.keys(links.block('output')));
    expect(outputs['next_steps']?.value).toMatch(/npx kafka-link expose .*docs\/existing-cluster\.md/);
  });

  test('are backends by instance, by network interface, or by address alone', () => {
    const withServers = (server?: string) => {
      const config = existingDeployment();
      return servers({
        ...config,
        brokers: config.brokers.map((broker, index) => ({
          ...broker,
          server: server && `${server}${index}`,
        })),
      });
    };
    expect(servers()).toEqual({ types: ['Instance'], first: ['Ecs', 'i-1', '10.0.8.11'] });
    expect(withServers('eni-')).toEqual({ types: ['Instance'], first: ['Eni', 'eni-0', '10.0.8.11'] });
    expect(withServers()).toEqual({ types: ['Ip'], first: ['Ip', '10.0.8.11', '10.0.8.11'] });
  });

  test('their group gets a rule for each external listener and vSwitch of the load balancer, only where it is named', () => {
    const rule = (input: object) =>
      synthesize(existingDeployment({ ...input })).all('alicloud_security_group_rule');
    expect(rule({ existing: {} })).toEqual({});
    const changefeed = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 };
    const rules = rule({ externalListeners: [{ name: 'EXTERNAL' }, changefeed] });
    expect(Object.keys(rules)).toEqual(['admission_from-load-balancer']);
    const { for_each: each, security_group_id: group } = rules['admission_from-load-balancer'] ?? {};
    expect(group).toBe('sg-1');
    const expected = [['external', 39092] as const, ['changefeed', 39192] as const].flatMap(
      ([listener, port]) =>
        ['a', 'b', 'c'].map((zone, index) => {
          const description = `${listener} from load balancer ap southeast 1${zone}`;
          const value = { ports: `${port}/${port}`, cidr: `10.0.${index}.0/24`, description };
          return [`${listener}-ap-southeast-1${zone}`, value];
        }),
    );
    expect(each).toEqual(Object.fromEntries(expected));
  });
});
