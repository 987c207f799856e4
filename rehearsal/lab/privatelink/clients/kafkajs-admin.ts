import type { Admin, Kafka } from 'kafkajs';
import type { MetadataReport, TopicReport } from './kafka-client';

/** Creates a topic; one that is there already is left unchanged. */
export function createTopic(
  kafka: Kafka,
  topic: string,
  partitions: number,
  replicationFactor: number,
  timeout: number,
): Promise<TopicReport> {
  return withAdmin(kafka, async (admin) => {
    const created = await admin.createTopics({
      topics: [{ topic, numPartitions: partitions, replicationFactor }],
      waitForLeaders: true,
      timeout,
    });
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    const found = topics[0]?.partitions ?? [];
    return {
      topic,
      created,
      partitions: found.length,
      replicationFactor: found[0]?.replicas.length ?? 0,
    };
  });
}

/** Tells what the cluster says about its brokers. */
export function metadata(kafka: Kafka): Promise<MetadataReport> {
  return withAdmin(kafka, async (admin) => {
    const { clusterId, brokers } = await admin.describeCluster();
    return {
      clusterId,
      brokers: brokers
        .map(({ nodeId, host, port }) => ({ nodeId, host, port, rack: null }))
        .sort((a, b) => a.nodeId - b.nodeId),
    };
  });
}

/** Gives `work` a connected client for administration. */
export async function withAdmin<T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
