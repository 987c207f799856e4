import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';
import type { NewClusterPlan } from '../../plan/types';
import {
  renderBastionUserData,
  renderBrokerUserData,
  USER_DATA_LIMIT,
  userDataSize,
} from '../../templates/user-data';
import { contentOf, DISK_ID, filesOfBastion, filesOfBroker } from './support/files';
import { brokerOf, seedPlan } from './support/plan';
import { runTool } from './support/tools';

interface CloudConfig {
  write_files: { path: string; permissions: string; content: string; encoding?: string }[];
  runcmd: string[][];
}

const plan = seedPlan();
const host = { dataDiskId: DISK_ID, target: 'host' } as const;
const ofBroker = (from: NewClusterPlan, nodeId = 1) =>
  renderBrokerUserData(from, brokerOf(from, nodeId), host);
const ofBastion = (from: NewClusterPlan) => renderBastionUserData(from, host);

const texts = {
  broker: [ofBroker(plan), filesOfBroker(plan, 1)],
  'broker without a vote': [
    ofBroker(seedPlan({ brokers: [1, 2, 3, 4] }), 4),
    filesOfBroker(seedPlan({ brokers: [1, 2, 3, 4] }), 4),
  ],
  bastion: [ofBastion(plan), filesOfBastion(plan)],
} as const;

describe.each(Object.entries(texts))('user data of a %s', (_, [text, files]) => {
  test('is a cloud-config whose files are the rendered ones, byte for byte', () => {
    expect(text).toMatch(/^#cloud-config\n/);
    const config = parse(text) as CloudConfig;
    const unpacked = config.write_files.map(({ encoding, content, ...file }) => {
      const packed = encoding === 'gz+b64';
      return {
        ...file,
        packed,
        content: packed ? gunzipSync(Buffer.from(content, 'base64')).toString() : content,
      };
    });
    expect(unpacked).toEqual(files);
    expect(Object.keys(config)).toEqual(['write_files', 'runcmd']);
  });

  test('passes cloud-init', () => {
    const folder = mkdtempSync(join(tmpdir(), 'templates-'));
    try {
      writeFileSync(join(folder, 'user-data'), text);
      const said = runTool('cloud-init', 'cloud-init', [
        'schema',
        '--config-file',
        join(folder, 'user-data'),
      ]);
      expect(said).toMatch(/valid cloud-config/i);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('leaves room below the limit', () => {
    expect(userDataSize(text)).toBe(Buffer.byteLength(text));
    expect(userDataSize(text)).toBeLessThan(29_500);
  });
});

test('Kafka is started without waiting, so that cloud-init can end', () => {
  const { runcmd } = parse(ofBroker(plan)) as CloudConfig;
  expect(runcmd).toEqual([
    ['/usr/local/sbin/restrict-ssh'],
    ['systemctl', 'daemon-reload'],
    ['systemctl', 'restart', 'systemd-sysctl.service'],
    ['systemctl', 'enable', 'kafka-bootstrap.service', 'kafka.service'],
    ['systemctl', 'start', '--no-block', 'kafka.service'],
  ]);
});

test('no outgoing connection is given a port of a listener', () => {
  const second = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 };
  const text = ofBroker(seedPlan({ externalListeners: [{ name: 'EXTERNAL' }, second] }));
  expect(text).toContain('net.ipv4.ip_local_reserved_ports = 9092,29092,39092,39192\n');
});

describe('delivery', () => {
  const archiveUrl = (text: string) => /KAFKA_URL='(.*)'/.exec(text)?.[1];
  const withDelivery = (delivery: string) => seedPlan({ kafka: { delivery } });
  const original = 'https://archive.apache.org/dist/kafka/3.7.1/kafka_2.13-3.7.1.tgz';

  test('bastion: brokers fetch from its mirror, which fetches from the source', () => {
    expect(archiveUrl(ofBroker(plan))).toBe('http://10.0.192.10:8080/kafka_2.13-3.7.1.tgz');
    expect(archiveUrl(ofBastion(plan))).toBe(original);
    expect(ofBastion(plan)).toContain('kafka-mirror-serve.py 10.0.192.10 8080 /srv/kafka-mirror');
  });

  test.each(['url', 'image'])(
    '%s: brokers fetch from the source and the bastion serves nothing',
    (delivery) => {
      const other = withDelivery(delivery);
      expect(archiveUrl(ofBroker(other))).toBe(original);
      expect(archiveUrl(ofBastion(other))).toBe(original);
      expect(ofBastion(other)).not.toContain('kafka-mirror-serve');
      expect(ofBastion(other)).toContain('[systemctl, start, --no-block, kafka-mirror-fetch.service]');
    },
  );
});

describe('refusals', () => {
  test('user data over the limit names the host and the size', () => {
    const big = seedPlan({ kafka: { properties: { big: 'x'.repeat(USER_DATA_LIMIT) } } });
    expect(() => ofBroker(big)).toThrow(/user data of broker-node1 has \d+ bytes, more than 32768/);
  });

  test('a plan without a bastion has no user data of one', () => {
    expect(() => ofBastion(seedPlan({ bastion: false, kafka: { delivery: 'url' } }))).toThrow('no bastion');
  });
});

describe('bootstrap.env', () => {
  const environment = (from: NewClusterPlan, nodeId: number) =>
    contentOf(filesOfBroker(from, nodeId), '/etc/kafka/bootstrap.env');

  test('a controller asks the other voters', () => {
    const text = environment(seedPlan({ brokers: [1, 2, 3, 4] }), 2);
    expect(text).toContain("PEERS='10.0.0.11:9092 10.0.128.13:9092'");
    expect(text).toContain("VOTERS='1 2 3'");
    expect(text).toContain("IS_CONTROLLER='true'");
  });

  test('the only controller asks the other brokers', () => {
    const text = environment(seedPlan({ brokers: [1, 2], controllers: [1] }), 1);
    expect(text).toContain("PEERS='10.0.64.12:9092'");
  });
});
