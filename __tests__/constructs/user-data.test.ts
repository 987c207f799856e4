import { resolve } from 'node:path';
import { parse } from 'yaml';
import { loadConfig } from '../../config/load';
import { synthesize } from './support/synthesized';

const kafkaYaml = loadConfig(resolve(__dirname, '../../kafka.yaml')).config;

describe('S7: what the user data of kafka.yaml writes as server.properties', () => {
  const stack = synthesize(kafkaYaml);

  test.each([
    [1, '10.0.0.11', 9093],
    [2, '10.0.64.12', 9094],
    [3, '10.0.128.13', 9095],
  ])('broker %i: the keys and values of the document', (id, address, port) => {
    const userData = stack.text(`brokers_${id}_user-data`);
    const { write_files } = parse(userData.replace('${local.host-keys_broker-node' + id + '}\n', '')) as {
      write_files: { path: string; content: string }[];
    };
    const file = write_files.find(({ path }) => path === '/etc/kafka/server.properties');
    const lines = (file?.content ?? '').trimEnd().split('\n');
    const properties = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
    expect(properties).toMatchObject({
      'process.roles': 'broker,controller',
      'node.id': String(id),
      'controller.quorum.voters': '1@10.0.0.11:29092,2@10.0.64.12:29092,3@10.0.128.13:29092',
      listeners: 'INTERNAL://0.0.0.0:9092,CONTROLLER://0.0.0.0:29092,EXTERNAL://0.0.0.0:39092',
      'inter.broker.listener.name': 'INTERNAL',
      'advertised.listeners': `INTERNAL://${address}:9092,EXTERNAL://b${id}.\${var.unique_name}.alicloud.plc.tidbcloud.com:${port}`,
      'controller.listener.names': 'CONTROLLER',
      'listener.security.protocol.map':
        'INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,EXTERNAL:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL',
      'log.dirs': '/var/lib/kafka/data',
    });
  });
});
