import { statSync } from 'node:fs';
import { brokerRolloutFiles, renderBrokerRollout } from '../../../templates/rollout/broker-rollout';
import { GATE } from '../../../templates/rollout/gate';
import { DISK_ID, filesOfBroker } from '../support/files';
import { brokerOf, seedPlan } from '../support/plan';
import { Sandbox } from '../support/sandbox/sandbox';
import { SYSTEMD_FAKES } from './support/fakes';

const awkward = seedPlan({
  kafka: { properties: { a: 'END_OF_FILE \'quoted\' "twice" $HOME ${x} %{y} `z` \\', b: 'END_OF_FILE_\n' } },
});
const text = (plan = awkward, nodeId = 1, options = {}) =>
  renderBrokerRollout(plan, brokerOf(plan, nodeId), { dataDiskId: DISK_ID, target: 'host', ...options });
const setting = (rendered: string, name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(rendered)?.[1];

test('the same plan gives the same bytes', () => {
  expect(text()).toBe(text(seedPlan({ kafka: { properties: awkward.kafka.properties } })));
});

test('the host finds every file of user data, byte for byte and with its mode, and the gate', async () => {
  // What the step would do is not the subject: it is kept from starting.
  const host = new Sandbox({ ...SYSTEMD_FAKES, 'systemd-run': 'true' }, []);
  try {
    host.write('/upload.sh', text());
    expect(await host.run('/upload.sh', ['start'])).toMatchObject({ code: 0 });
    const bundle = Object.keys(host.tree('/var/lib/kafka-rollout')).find((path) =>
      path.endsWith('/Gate.java'),
    );
    const folder = bundle?.replace('/Gate.java', '') ?? '';
    expect(host.read(`${folder}/Gate.java`)).toBe(GATE);
    expect(host.read(`${folder}/rollout.sh`)).toBe(text());
    const files = brokerRolloutFiles(awkward, brokerOf(awkward, 1), DISK_ID);
    expect(files).toEqual(filesOfBroker(awkward, 1));
    for (const { path, content, permissions } of files) {
      expect(host.read(`${folder}/files${path}`)).toBe(content);
      expect(statSync(host.path(`${folder}/files${path}`)).mode & 0o777).toBe(parseInt(permissions, 8));
    }
    expect(Object.keys(host.tree(`${folder}/files`))).toHaveLength(files.length);
  } finally {
    host.remove();
  }
});

test('a later bundle takes the place of an earlier one', async () => {
  const host = new Sandbox({ ...SYSTEMD_FAKES, 'systemd-run': 'true' }, []);
  try {
    for (const plan of [awkward, seedPlan()]) {
      host.write('/upload.sh', text(plan));
      await host.run('/upload.sh', ['start']);
    }
    const gates = Object.keys(host.tree('/var/lib/kafka-rollout')).filter((path) =>
      path.endsWith('Gate.java'),
    );
    expect(gates).toHaveLength(1);
  } finally {
    host.remove();
  }
});

describe('settings', () => {
  test('have the documented defaults', () => {
    const bundle = text();
    expect(
      ['GATE_TIMEOUT', 'BOOT_TIMEOUT', 'ALLOW_UNAVAILABLE'].map((name) => setting(bundle, name)),
    ).toEqual(['600', '1200', 'false']);
  });

  test('follow the options', () => {
    const bundle = text(awkward, 1, {
      gateTimeoutSeconds: 30,
      bootTimeoutSeconds: 60,
      allowUnavailable: true,
    });
    expect(
      ['GATE_TIMEOUT', 'BOOT_TIMEOUT', 'ALLOW_UNAVAILABLE'].map((name) => setting(bundle, name)),
    ).toEqual(['30', '60', 'true']);
  });

  test('every other broker is asked, with or without a vote; a broker on its own asks itself', () => {
    expect(setting(text(seedPlan({ brokers: [1, 2, 3, 4] }), 4), 'ASKED')).toBe(
      "'10.0.0.11:9092,10.0.64.12:9092,10.0.128.13:9092'",
    );
    expect(setting(text(seedPlan({ brokers: [1], controllers: [1] })), 'ASKED')).toBe("'10.0.0.11:9092'");
  });
});
