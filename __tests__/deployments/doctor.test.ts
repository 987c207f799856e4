import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudFacts } from '../../doctor/facts';
import { causesOf } from '../../doctor/causes';
import { askCloud } from '../../doctor/gather/cloud';
import { readState } from '../../doctor/gather/state';
import { diagnose } from '../../doctor/report';
import { planCluster } from '../../plan/plan';
import {
  connectEndpoint,
  dropFromWhitelist,
  emptyServerGroup,
  revokePort,
  swapListeners,
} from '../../rehearsal/cloud/model';
import { kafkaYaml } from './support/configs';
import { CONSUMER, Rig } from './support/rig';

jest.setTimeout(120_000);

const config = kafkaYaml();

describe('the doctor asks the cloud of a deployment', () => {
  let base: Rig;
  let rig: Rig;
  let folder: string;
  let before: Readonly<Record<string, string | undefined>>;
  beforeAll(async () => {
    base = await Rig.open();
    await base.write(config);
    await base.apply();
  });
  afterAll(() => base.close());
  beforeEach(async () => {
    before = { ...process.env };
    rig = await base.fork();
    folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  });
  afterEach(() => {
    process.env = { ...before };
    rig.close();
    rmSync(folder, { recursive: true });
  });

  async function ask({ accountId = CONSUMER, program = 'terraform' } = {}): Promise<CloudFacts> {
    Object.assign(process.env, rig.environment);
    const signal = AbortSignal.timeout(60_000);
    const state = await readState('terraform', rig.dir, signal);
    const own = mkdtempSync(join(folder, 'cloud-'));
    return askCloud({ program, stack: rig.dir, folder: own, state, accountId, signal });
  }

  async function causes(program?: string): Promise<string[]> {
    const cloud = await ask({ program });
    const plan = planCluster(config);
    const { checks } = diagnose({ plan, accountId: CONSUMER, acceptedEndpoints: [], cloud, contacts: [] });
    return causesOf(checks.flatMap(({ findings }) => findings)).map(({ finding }) => finding.id);
  }

  test('nothing is wrong, and nothing is touched: neither state nor cloud', async () => {
    const files = () =>
      ['terraform.tfstate', 'cloud.json'].map((name) => readFileSync(join(rig.dir, name), 'utf8'));
    const untouched = files();
    expect(await causes()).toEqual([]);
    expect(await ask()).toMatchObject({ live: true, gone: [], connections: [] });
    expect(files()).toEqual(untouched);
  });

  test('what was done in the console since the last apply', async () => {
    await swapListeners(rig.cloud, [9093, 9094]);
    expect(await causes()).toEqual(['listener-swapped', 'listener-swapped']);
    await swapListeners(rig.cloud, [9093, 9094]);
    await emptyServerGroup(rig.cloud, 'broker-server-group-2');
    await dropFromWhitelist(rig.cloud, CONSUMER);
    await revokePort(rig.cloud, 39092);
    expect(await causes()).toEqual(['rule-missing', 'backend-missing', 'account-not-whitelisted']);
  });

  test('who asks for the service, and whose endpoint it is', async () => {
    const { endpoint_service_name: name } = await rig.outputs();
    const zones = ['ap-southeast-1a'];
    const { id } = await connectEndpoint(rig.cloud, {
      accountId: CONSUMER,
      serviceName: String(name),
      zones,
    });
    expect((await ask()).connections).toEqual([{ endpointId: id, status: 'Pending', ofTidbCloud: true }]);
    expect((await ask({ accountId: '9999888877776666' })).connections).toMatchObject([
      { ofTidbCloud: false },
    ]);
    expect(await causes()).toEqual(['endpoint-pending']);
  });

  test('when the cloud cannot be asked, the state is judged and the report says so', async () => {
    await emptyServerGroup(rig.cloud, 'broker-server-group-2');
    expect(await causes('false')).toEqual(['cloud-unread']);
  });
});
