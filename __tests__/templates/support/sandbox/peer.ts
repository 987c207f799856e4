import { createServer, type AddressInfo } from 'node:net';

/** Another broker, which accepts connections; what it says of the cluster is in `$FAKE/quorum` and `$FAKE/topics`. */
export async function startPeer() {
  const server = createServer((socket) => socket.on('error', () => undefined).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    /** Addresses of peers, of which only the last answers. */
    living: ['127.0.0.1:1', `127.0.0.1:${(server.address() as AddressInfo).port}`],
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

export type Peer = Awaited<ReturnType<typeof startPeer>>;

/** Columns of `kafka-metadata-quorum describe --replication`. */
export const HEADER = 'NodeId\tLogEndOffset\tLag\tLastFetchTimestamp\tLastCaughtUpTimestamp\tStatus';
export const row = (id: number, end: number, lag: number, time: number, status: string) =>
  [id, end, lag, time, time, status].join('\t');
export const LEADER = row(2, 500, 0, 1763942400000, 'Leader');
export const FOLLOWER = row(3, 500, 0, 1763942400000, 'Follower');
export const NEVER_SEEN = row(1, -1, 501, -1, 'Follower');
export const SEEN = row(1, 420, 80, 1763942300000, 'Follower');

/** What `kafka-topics --describe` says of a topic with one partition. */
export const topic = (replicas: string, inSync: string) =>
  `Topic: orders\tTopicId: 4Fz1\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: \n` +
  `\tTopic: orders\tPartition: 0\tLeader: 2\tReplicas: ${replicas}\tIsr: ${inSync}\tElr: \tLastKnownElr: \n`;
