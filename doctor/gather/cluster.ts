import { OPERATIONS_TOPIC_PREFIX } from '../../domain/conventions';
import type { Endpoint } from '../../plan/types';
import type { ClusterFacts } from '../facts';
import { readConfigs, topicSettingRequest } from '../kafka/configs';
import { KafkaConnection } from '../kafka/connection';
import { type Identity, trusted } from '../kafka/identity';
import { metadataRequest, readMetadata } from '../kafka/metadata';
import { type Quorum, quorumRequest, readQuorum } from '../kafka/quorum';
import type { Dial } from './contacts';

const PATIENCE_MS = 8000;
/** A broker takes 30 s to notice that the leader it sends this on to has fallen silent (controller.socket.timeout.ms). */
const QUORUM_PATIENCE_MS = 35_000;
/** A voter in good health asks the leader twice a second. */
const FOLLOWING_MS = 5000;
/** Brokers that are asked at the same time. */
const AT_ONCE = 5;

/**
 * Asks these brokers until one tells all about the cluster. One that is cut off from the controllers goes on telling what
 * it knew last, but knows of no leader that a majority follows; it is believed only when there is nobody else.
 *
 * @param identity by which INTERNAL admits us and we know the brokers; undefined where it is PLAINTEXT
 * @returns undefined when none tells anything
 */
export async function askCluster(
  endpoints: readonly Endpoint[],
  dial: Dial,
  signal: AbortSignal,
  identity?: Identity,
): Promise<ClusterFacts | undefined> {
  let cutOff: ClusterFacts | undefined;
  for (let next = 0; next < endpoints.length && !signal.aborted; next += AT_ONCE) {
    const enough = new AbortController();
    const until = AbortSignal.any([signal, enough.signal]);
    // Why one does not answer is a contact's finding; another one may know as much.
    const asked = endpoints
      .slice(next, next + AT_ONCE)
      .map((endpoint) => askBroker(endpoint, dial, until, identity).catch(() => undefined));
    const followed = await Promise.any(asked.map(onlyFollowed)).catch(() => undefined);
    enough.abort();
    if (followed) return followed;
    cutOff ??= (await Promise.all(asked)).find((facts) => facts !== undefined);
  }
  return cutOff;
}

async function onlyFollowed(asked: Promise<ClusterFacts | undefined>): Promise<ClusterFacts> {
  const facts = await asked;
  if (!facts?.quorum || !isFollowed(facts.quorum)) throw new Error('cut off from the controllers');
  return facts;
}

/** Whether a majority of the voters keeps up: a leader that is cut off may not know yet that there is another. */
function isFollowed({ voters }: Quorum): boolean {
  const following = voters.filter(({ behindMs = Infinity }) => behindMs <= FOLLOWING_MS);
  return following.length > voters.length / 2;
}

async function askBroker(
  endpoint: Endpoint,
  dial: Dial,
  signal: AbortSignal,
  identity?: Identity,
): Promise<ClusterFacts> {
  const stream = dial(endpoint, signal);
  try {
    const spoken = identity ? await trusted(stream, endpoint, identity, PATIENCE_MS) : stream;
    return await ask(new KafkaConnection(spoken));
  } finally {
    stream.destroy();
  }
}

async function ask(kafka: KafkaConnection): Promise<ClusterFacts> {
  const { clusterId, brokers, ...all } = readMetadata(
    await kafka.ask(metadataRequest({ topics: 'all' }), PATIENCE_MS),
  );
  const partitions = all.partitions.filter(({ topic }) => !topic.startsWith(OPERATIONS_TOPIC_PREFIX));
  const topics = [...new Set(partitions.map(({ topic }) => topic))];
  const minIsr = readConfigs(
    await kafka.ask(topicSettingRequest(topics, 'min.insync.replicas'), PATIENCE_MS),
  );
  let quorum: Quorum | undefined;
  let quorumProblem: string | undefined;
  try {
    quorum = readQuorum(await kafka.ask(quorumRequest(), QUORUM_PATIENCE_MS));
  } catch (error) {
    quorumProblem = (error as Error).message;
  }
  return {
    clusterId,
    alive: brokers.map(({ nodeId }) => nodeId).sort((a, b) => a - b),
    partitions: partitions.map((one) => ({ ...one, minIsr: Number(minIsr.get(one.topic) ?? 1) })),
    quorum,
    quorumProblem,
  };
}
