import { command } from '../command';
import { neededValue, value, wholeNumber } from '../command/options';

export default command({
  name: 'listeners',
  summary: "Adds the listener EXTERNAL to a broker's server.properties, as a patch.",
  text:
    'Prints the patch; every other byte of the file stays. The broker needs a restart for it. In ZooKeeper mode ' +
    'kafka-configs --alter can set the same values without one; in KRaft mode Kafka refuses that.',
  takes: { syntax: '<SERVER.PROPERTIES>', text: 'the present file of the broker', most: 1 },
  options: {
    nodeId: neededValue(
      'N',
      'id of the broker: node.id, or broker.id in ZooKeeper mode',
      wholeNumber(0, 2 ** 31 - 1),
    ),
    output: value('FILE', 'also write the new file, which must not exist yet'),
    deployment: value('FILE', 'use ports and names of this deployment file'),
    uniqueName: value('NAME', 'the unique name of the domain that TiDB Cloud attached'),
    externalPort: value('PORT', 'port of EXTERNAL on the brokers: 39092 by default', wholeNumber(1, 65535)),
    advertisedPort: value(
      'PORT',
      'port of the load balancer that leads to this broker: 9092 + N by default',
      wholeNumber(1, 65535),
    ),
  },
  examples: [['npx kafka-link listeners server.properties --node-id 1', 'shows the change']],
  more: 'docs/existing-cluster.md',
  check: (options) =>
    (['externalPort', 'advertisedPort'] as const).flatMap((port) =>
      options.deployment !== undefined && options[port] !== undefined
        ? [`use --deployment or --${port === 'externalPort' ? 'external-port' : 'advertised-port'}, not both`]
        : [],
    ),
  run: async ({ args: [file = ''], options }) => (await import('./listeners/change')).change(file, options),
});
