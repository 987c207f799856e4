/**
 * The commands of `bin/`, each with the classes that have implemented it, the latest first: tools have moved from the
 * broker's jar into one of their own over the versions.
 */
export const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'kafka-acls': ['org.apache.kafka.tools.AclCommand', 'kafka.admin.AclCommand'],
  'kafka-broker-api-versions': [
    'org.apache.kafka.tools.BrokerApiVersionsCommand',
    'kafka.admin.BrokerApiVersionsCommand',
  ],
  'kafka-cluster': ['org.apache.kafka.tools.ClusterTool', 'kafka.tools.ClusterTool'],
  'kafka-configs': ['org.apache.kafka.tools.ConfigCommand', 'kafka.admin.ConfigCommand'],
  'kafka-console-consumer': [
    'org.apache.kafka.tools.consumer.ConsoleConsumer',
    'kafka.tools.ConsoleConsumer',
  ],
  'kafka-console-producer': ['org.apache.kafka.tools.ConsoleProducer', 'kafka.tools.ConsoleProducer'],
  'kafka-consumer-groups': [
    'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
    'kafka.admin.ConsumerGroupCommand',
  ],
  'kafka-dump-log': ['org.apache.kafka.tools.DumpLogSegments', 'kafka.tools.DumpLogSegments'],
  'kafka-features': ['org.apache.kafka.tools.FeatureCommand', 'kafka.admin.FeatureCommand'],
  'kafka-get-offsets': ['org.apache.kafka.tools.GetOffsetShell', 'kafka.tools.GetOffsetShell'],
  'kafka-leader-election': [
    'org.apache.kafka.tools.LeaderElectionCommand',
    'kafka.admin.LeaderElectionCommand',
  ],
  'kafka-log-dirs': ['org.apache.kafka.tools.LogDirsCommand', 'kafka.admin.LogDirsCommand'],
  'kafka-metadata-quorum': [
    'org.apache.kafka.tools.MetadataQuorumCommand',
    'kafka.admin.MetadataQuorumCommand',
  ],
  'kafka-reassign-partitions': [
    'org.apache.kafka.tools.reassign.ReassignPartitionsCommand',
    'kafka.admin.ReassignPartitionsCommand',
  ],
  'kafka-storage': ['org.apache.kafka.tools.StorageTool', 'kafka.tools.StorageTool'],
  'kafka-topics': ['org.apache.kafka.tools.TopicCommand', 'kafka.admin.TopicCommand'],
};

/** Picks the class of each command among those that a release has. A command without any is left out. */
export function commandClasses(classes: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [command, candidates] of Object.entries(COMMANDS)) {
    const name = candidates.find((candidate) => classes.has(candidate));
    if (name) found.set(command, name);
  }
  return found;
}
