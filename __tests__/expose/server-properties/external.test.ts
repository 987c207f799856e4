import { externalByConvention, externalByPlan } from '../../../expose/server-properties/external';
import { planCluster } from '../../../plan/plan';
import { deployment } from '../../support/deployment';

test('without a deployment, name and ports are those that a deployment with the same unique name has', () => {
  const plan = planCluster(deployment(3), 'abc');
  for (const nodeId of [1, 2, 3]) {
    expect(externalByConvention({ nodeId, uniqueName: 'abc' })).toEqual(externalByPlan(plan, nodeId));
  }
});

test('a deployment decides over ports and pattern', () => {
  const config = deployment(3, {
    ports: { external: 19092, externalBase: 20000 },
    tidbCloud: { listenerPattern: 'k{nodeId}.{uniqueName}.example.com', uniqueName: 'abc' },
  });
  expect(externalByPlan(planCluster(config), 2)).toEqual({
    nodeId: 2,
    port: 19092,
    advertised: { host: 'k2.abc.example.com', port: 20002 },
    isPlaceholder: false,
  });
});

test('a broker that the deployment does not have is refused', () => {
  expect(() => externalByPlan(planCluster(deployment(3)), 4)).toThrow(
    '--node-id 4 is not a broker of the deployment, which has 1, 2, 3',
  );
});

test('a deployment without EXTERNAL is refused', () => {
  const externalListeners = [{ name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 }];
  expect(() => externalByPlan(planCluster(deployment(3, { externalListeners })), 1)).toThrow(
    'the deployment has no listener EXTERNAL',
  );
});

test('options give the ports', () => {
  const options = { nodeId: 0, uniqueName: 'abc', externalPort: 9094, advertisedPort: 9200 };
  expect(externalByConvention(options)).toMatchObject({ port: 9094, advertised: { port: 9200 } });
});

test.each([
  [{ nodeId: 0 }, 'broker 0 would advertise 9092, the bootstrap port'],
  [{ nodeId: 60000 }, 'broker 60000 would advertise 69092, which is not a port: '],
  [{ nodeId: 1, uniqueName: 'a.b' }, '--unique-name must be one DNS label'],
])('%j is refused', (options, message) => {
  expect(() => externalByConvention(options)).toThrow(message);
});
