import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssembledArchive } from '../../../../../rehearsal/lab/archive';
import type { Background, Netns } from '../../../../../rehearsal/lab/common';
import { run, until } from '../../../../../rehearsal/lab/common';

/** Starts a cluster of one broker, number 1, that tells clients of its external listener to come to `advertised`. */
export async function startBroker(
  netns: Netns,
  dir: string,
  kafka: AssembledArchive,
  advertised: string,
): Promise<Background> {
  const folder = join(dir, 'broker');
  mkdirSync(folder);
  await run('tar', ['-xzf', kafka.path, '-C', folder, '--strip-components=1']);
  const file = (name: string, lines: readonly string[]): string => {
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
    return join(folder, name);
  };
  const properties = file('server.properties', [
    'process.roles=broker,controller',
    'node.id=1',
    'controller.quorum.voters=1@localhost:29092',
    'listeners=INTERNAL://localhost:9092,CONTROLLER://localhost:29092,EXTERNAL://0.0.0.0:39092',
    `advertised.listeners=INTERNAL://localhost:9092,EXTERNAL://${advertised}`,
    'listener.security.protocol.map=INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,EXTERNAL:PLAINTEXT',
    'inter.broker.listener.name=INTERNAL',
    'controller.listener.names=CONTROLLER',
    `log.dirs=${join(folder, 'data')}`,
    'offsets.topic.replication.factor=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'offsets.topic.num.partitions=3',
    'group.initial.rebalance.delay.ms=0',
  ]);
  // Without a resolver within reach, each name that is asked for would take many seconds.
  const host = netns.withFiles({
    '/etc/hosts': file('hosts', ['127.0.0.1 localhost', '10.0.1.11 broker1']),
    '/etc/nsswitch.conf': file('nsswitch.conf', ['passwd: files', 'group: files', 'hosts: files']),
  });
  const env = { ...process.env, KAFKA_HEAP_OPTS: '-Xmx256m', LOG_DIR: join(folder, 'logs') };
  const storage = [
    join(folder, 'bin/kafka-storage.sh'),
    'format',
    '-t',
    'BRl69zcmTFmiPaoaANybiw',
    '-c',
    properties,
  ];
  await host.exec(storage, { env });
  const log = join(folder, 'output.log');
  const broker = await host.spawn([join(folder, 'bin/kafka-server-start.sh'), properties], { env, log });
  await until(
    'the broker has started',
    () => broker.isRunning() && readFileSync(log, 'utf8').includes('Kafka Server started'),
    { timeoutSec: 40, explain: () => readFileSync(log, 'utf8').split('\n').slice(-10).join('\n') },
  );
  return broker;
}
