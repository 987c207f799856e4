import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  createNetns,
  missingPrerequisites,
  newLabId,
  type Netns,
  removeTree,
  until,
} from '../../../rehearsal/lab/common';
import { jdkArchive, kafkaArchive } from '../../../rehearsal/lab/archive';
import { run } from '../../../rehearsal/lab/common/run';

const needed = ['ip', 'mvn', 'java', 'jar'].map((command) => ({ command, apt: command, dnf: command }));
const possible = missingPrerequisites(needed).length === 0;
const base = resolve('.rehearsal');
let work: string;
let netns: Netns | undefined;
let stop: () => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
  if (!possible) return;
  mkdirSync(base, { recursive: true });
  work = mkdtempSync(join(base, 'archive-test-'));
  writeFileSync(join(work, 'hosts'), `127.0.0.1 localhost ${(await run('hostname', [])).stdout}`);
  netns = await createNetns(newLabId(), 'broker', { files: { '/etc/hosts': join(work, 'hosts') } });
}, 30_000);

afterAll(async () => {
  if (!possible) return;
  await stop();
  await netns?.delete();
  await removeTree(work);
}, 60_000);

(possible ? test : test.skip)(
  'an assembled Kafka starts on the assembled Java, and its commands work',
  async () => {
    if (!netns) throw new Error('no namespace');
    const inside = netns;
    const cache = join(base, 'cache');
    const [kafka, jdk] = await Promise.all([kafkaArchive('3.7.1', cache), jdkArchive(cache)]);
    for (const [name, { path }] of [
      ['kafka', kafka],
      ['jdk', jdk],
    ] as const) {
      mkdirSync(join(work, name));
      await run('tar', ['-xzf', path, '-C', join(work, name), '--strip-components=1']);
    }
    const properties = join(work, 'server.properties');
    writeFileSync(properties, PROPERTIES.replace('DIR', join(work, 'data')));
    const env = { ...process.env, JAVA_HOME: join(work, 'jdk'), LOG_DIR: join(work, 'logs') };
    const bin = (name: string) => join(work, 'kafka/bin', `${name}.sh`);
    const tool = async (name: string, args: string, input?: string) =>
      (await inside.exec([bin(name), ...args.split(' ')], { env, input })).stdout;
    const server = '--bootstrap-server 127.0.0.1:9092';

    const id = (await tool('kafka-storage', 'random-uuid')).trim();
    expect(await tool('kafka-storage', `format -t ${id} -c ${properties}`)).toContain('Formatting');
    const log = join(work, 'out');
    const broker = await inside.spawn([bin('kafka-server-start'), properties], {
      log,
      env: { ...env, KAFKA_HEAP_OPTS: '-Xmx256m' },
    });
    stop = () => broker.stop(20);
    await until(
      'the broker answers',
      async () => (await tool('kafka-cluster', `cluster-id ${server}`)).includes(id),
      {
        timeoutSec: 60,
        everySec: 1,
      },
    );
    await tool('kafka-topics', `${server} --create --topic t --partitions 2`);
    await tool('kafka-console-producer', `${server} --topic t`, 'one\ntwo\n');
    expect(await tool('kafka-get-offsets', `${server} --topic t`)).toMatch(/^t:0:\d\nt:1:\d\n$/);
    const read = await tool(
      'kafka-console-consumer',
      `${server} --topic t --from-beginning --max-messages 2`,
    );
    expect(read.split('\n').sort().join(' ').trim()).toBe('one two');
    expect(await tool('kafka-topics', `${server} --describe --topic t`)).toContain('PartitionCount: 2');
    expect(await tool('kafka-broker-api-versions', server)).toMatch(/^127\.0\.0\.1:9092 \(id: 1 /m);
    const status = await tool('kafka-metadata-quorum', `${server} describe --status`);
    expect(status).toMatch(/LeaderId: +1/);
    expect(
      await tool('kafka-configs', `${server} --describe --entity-type topics --entity-name t`),
    ).toContain('t');
  },
  300_000,
);

const PROPERTIES = `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:29092
listeners=PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:29092
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
log.dirs=DIR
`;
