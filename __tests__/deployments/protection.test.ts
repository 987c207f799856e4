import type { NewConfig } from '../../config/schema';
import { inspect } from '../../rehearsal/cloud/model';
import { kafkaYaml } from './support/configs';
import { Rig } from './support/rig';

jest.setTimeout(120_000);

const base = kafkaYaml();
const [first, second, third] = base.brokers;
if (!first || !second || !third) throw new Error('kafka.yaml has three brokers');

/** A fourth broker, so that another one can be made a controller. */
const deployedConfig = kafkaYaml({ brokers: [...base.brokers, { id: 4, zone: 'ap-southeast-1a' }] });
const [, , , fourth] = deployedConfig.brokers;
const changed = (changes: Partial<NewConfig>): NewConfig => ({ ...deployedConfig, ...changes });

const GUARD = 'null_resource.brokers_members_must-leave-first["4"]';

describe('what a running deployment is protected from', () => {
  let deployed: Rig;
  let rig: Rig;
  beforeAll(async () => {
    deployed = await Rig.open();
    await deployed.write(deployedConfig);
    await deployed.apply();
  });
  afterAll(() => deployed.close());
  beforeEach(async () => {
    rig = await deployed.fork();
  });
  afterEach(() => rig.close());

  const withFirst = (broker: Partial<NewConfig['brokers'][number]>): NewConfig =>
    changed({ brokers: [{ ...first, ...broker }, second, third, fourth ?? first] });

  test.each<[string, NewConfig, string]>([
    [
      'cluster id',
      changed({ kafka: { ...base.kafka, clusterId: 'q83vEjRWeJCrze8SNFZ4kA' } }),
      'brokers_cluster_pin',
    ],
    ["broker's zone", withFirst({ zone: 'ap-southeast-1b' }), 'brokers_1_identity_pin'],
    ["broker's address", withFirst({ address: '10.0.0.99' }), 'brokers_1_identity_pin'],
    ["broker's role", changed({ controllers: [2, 3, 4] }), 'brokers_1_identity_pin'],
    ['controller set', changed({ controllers: [1, 2, 4] }), 'brokers_cluster_pin'],
    [
      'port of INTERNAL',
      changed({ ports: { ...base.ports, internal: 19092 } }),
      'brokers_internal-listeners_pin',
    ],
  ])('another %s fails at plan by its pin', async (_what, config, pin) => {
    await rig.write(config);
    const text = await rig.mustFail('plan');
    expect(text).toContain('Instance cannot be destroyed');
    expect(text).toContain(`Resource null_resource.${pin} has lifecycle.prevent_destroy set`);
  });

  const CHANGEFEED = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 };
  const listening = (externalListeners: NewConfig['externalListeners']): NewConfig =>
    changed({ externalListeners });

  test.each<[string, NewConfig, string]>([
    [
      'port of EXTERNAL',
      changed({ ports: { ...base.ports, external: 39292 } }),
      'Listener EXTERNAL: its port is 39092 and cannot become 39292.',
    ],
    [
      "base of the brokers' own ports",
      changed({ ports: { ...base.ports, externalBase: 9292 } }),
      'Listener EXTERNAL: its port of broker 3 is 9095 and cannot become 9295.',
    ],
    [
      "broker's own port",
      withFirst({ externalPort: 19093 }),
      'Listener EXTERNAL: its port of broker 1 is 9093 and cannot become 19093.',
    ],
    [
      'name of the only listener',
      listening([CHANGEFEED]),
      'The only external listener is to be CHANGEFEED, and no client can be on it yet: there was EXTERNAL.',
    ],
  ])('another %s fails at plan, with the way that there is', async (_what, config, words) => {
    await rig.write(config);
    rig.news();
    const text = (await rig.mustFail('apply', '-auto-approve')).replaceAll(/[│\s]+/g, ' ');
    expect(text).toContain(words);
    expect(text).toContain('docs/runbooks/change-listener.md');
    expect(rig.news()).toEqual([]);
  });

  test('clients get other ports by a second listener, after which the first one may go', async () => {
    const ports = () =>
      inspect(rig.cloud)
        .loadBalancers.flatMap(({ listeners }) => listeners.map(({ port }) => port))
        .sort((a, b) => a - b);
    await rig.write(listening([{ name: 'EXTERNAL' }, CHANGEFEED]));
    await rig.apply();
    expect(ports()).toEqual([9092, 9093, 9094, 9095, 9096, 9192, 9193, 9194, 9195, 9196]);
    await rig.write(listening([CHANGEFEED]));
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
    expect(ports()).toEqual([9192, 9193, 9194, 9195, 9196]);
    await rig.write(listening([{ ...CHANGEFEED, base: 9292 }]));
    expect(await rig.mustFail('plan')).toContain('Listener CHANGEFEED: its port of broker 1 is 9193');
    // A name that has gone may come back, with other ports.
    await rig.write({
      ...listening([CHANGEFEED, { name: 'EXTERNAL' }]),
      ports: { ...base.ports, external: 39292 },
    });
    await rig.apply();
  });

  test('a unique name that is forgotten fails at plan; learning it, and another one, does not', async () => {
    rig.variables['unique_name'] = 'abc';
    await rig.apply();
    rig.variables['unique_name'] = 'def';
    await rig.apply();
    delete rig.variables['unique_name'];
    expect(await rig.mustFail('plan')).toContain(
      'null_resource.unique-name_must-not-be-forgotten[0] has lifecycle.prevent_destroy',
    );
  });

  test('an entry that only disappears is refused at plan, before anything is touched', async () => {
    await rig.write(changed({ brokers: [first, second, third] }));
    rig.news();
    const text = await rig.mustFail('apply', '-auto-approve');
    expect(text).toContain(`Resource ${GUARD} has`);
    expect(rig.news()).toEqual([]);
  });

  test('even where that guard is taken away, it deletes no running instance, but takes its disk and traffic', async () => {
    await rig.must('state', 'rm', GUARD);
    await rig.write(changed({ brokers: [first, second, third] }));
    rig.news();
    const text = await rig.mustFail('apply', '-auto-approve');
    expect(text).toContain('InvalidOperation.DeletionProtection');
    const broker = inspect(rig.cloud).instances.find(({ name }) => name === 'broker-node4');
    expect(text).toContain(`Instance ${broker?.id} cannot be released while its deletion protection is on.`);
    expect(
      rig
        .news()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      'disk.detached',
      'listener.deleted',
      'server-group.deleted',
      'server.deleted',
      'server.deleted',
    ]);
    expect(broker).toMatchObject({ status: 'Running', dataDisks: [] });
    // The instance refers to its disk, so the disk would go after it: the data is still there.
    expect(inspect(rig.cloud).counts).toMatchObject({ alicloud_instance: 5, alicloud_ecs_disk: 4 });
  });

  test('putting the entry back gives it the same disk and its traffic again, and touches no host', async () => {
    const before = rig.stateOf('alicloud_ecs_disk.brokers_4_data-disk')['id'];
    await rig.must('state', 'rm', GUARD);
    await rig.write(changed({ brokers: [first, second, third] }));
    await rig.mustFail('apply', '-auto-approve');
    await rig.write(deployedConfig);
    rig.news();
    await rig.apply();
    expect(rig.powerNews()).toEqual([]);
    expect(await rig.isSettled()).toBe(true);
    const broker = inspect(rig.cloud).instances.find(({ name }) => name === 'broker-node4');
    expect(broker?.dataDisks.map(({ id }) => id)).toEqual([before]);
  });
});
