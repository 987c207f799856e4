import type { NewConfig } from '../../config/schema';
import {
  acceptEndpoint,
  connectEndpoint,
  deleteEndpoint,
  type Endpoint,
  inspect,
} from '../../rehearsal/cloud/model';
import { kafkaYaml } from './support/configs';
import { CONSUMER, Rig } from './support/rig';

jest.setTimeout(120_000);

const base = kafkaYaml({ destroyable: true, stage: 'link' });

describe('a consumer of the endpoint service', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.open();
    await rig.write(base);
    await rig.apply();
  });
  afterAll(() => rig.close());

  const connect = async (accountId: string): Promise<Endpoint> => {
    const { endpoint_service_name: serviceName } = await rig.outputs();
    return connectEndpoint(rig.cloud, {
      accountId,
      serviceName: String(serviceName),
      zones: ['ap-southeast-1a', 'ap-southeast-1c'],
    });
  };
  const statusOf = ({ id }: Endpoint): string | undefined =>
    inspect(rig.cloud).endpoints.find((endpoint) => endpoint.id === id)?.status;
  const accepting = (...acceptedEndpoints: string[]): NewConfig => ({
    ...base,
    endpointService: { ...base.endpointService, acceptedEndpoints },
  });

  test('is refused unless its account is on the whitelist', async () => {
    await expect(connect('9999888877776666')).rejects.toMatchObject({ code: 'EndpointServiceNotAuthorized' });
    expect(inspect(rig.cloud).endpoints).toEqual([]);
  });

  test('waits until it is accepted, whatever is applied meanwhile', async () => {
    const endpoint = await connect(CONSUMER);
    expect(statusOf(endpoint)).toBe('Pending');
    await rig.apply();
    expect(statusOf(endpoint)).toBe('Pending');
    await acceptEndpoint(rig.cloud, endpoint.id);
    expect(statusOf(endpoint)).toBe('Connected');
    expect(await rig.isSettled()).toBe(true);
    await deleteEndpoint(rig.cloud, endpoint.id);
  });

  test('is connected by the next apply once its endpoint is listed in acceptedEndpoints', async () => {
    const endpoint = await connect(CONSUMER);
    await rig.write(accepting(endpoint.id));
    const plan = await rig.plan();
    expect(plan.actions).toEqual({
      [`alicloud_privatelink_vpc_endpoint_connection.endpoint-service_${endpoint.id}`]: 'create',
    });
    await rig.must('apply', 'plan.bin');
    expect(statusOf(endpoint)).toBe('Connected');
    expect(await rig.isSettled()).toBe(true);
  });

  test('is cut off by destroy when Terraform accepted it: the acceptance goes first, then everything else', async () => {
    const managed = await rig.fork();
    try {
      await managed.destroy();
      expect(inspect(managed.cloud).counts).toEqual({});
      expect(inspect(managed.cloud).endpoints.map(({ status }) => status)).toEqual(['Disconnected']);
    } finally {
      managed.close();
    }
  });

  test('that the console accepted holds up destroy, by name, until its connection is deleted over there', async () => {
    await rig.write(base);
    await rig.apply();
    const [endpoint] = inspect(rig.cloud).endpoints;
    if (!endpoint) throw new Error('there is no endpoint');
    expect(endpoint.status).toBe('Disconnected');
    await acceptEndpoint(rig.cloud, endpoint.id);

    const text = await rig.mustFail('destroy', '-auto-approve');
    expect(text).toContain('Error: EndpointServiceConnectionDependence');
    expect(text).toContain(`cannot be removed while endpoints are connected in its zone: ${endpoint.id}`);
    expect(statusOf(endpoint)).toBe('Connected');

    await deleteEndpoint(rig.cloud, endpoint.id);
    await rig.destroy();
    expect(inspect(rig.cloud).counts).toEqual({});
  });
});
