import type { Reader } from './bytes';
import { Writer } from './bytes';
import type { Request } from './connection';

export interface Voter {
  readonly nodeId: number;
  /** Since when it lacks what the leader had then, in milliseconds; undefined when it never had all. */
  readonly behindMs?: number;
}

export interface Quorum {
  /** -1 while there is none. */
  readonly leader: number;
  readonly voters: readonly Voter[];
}

/** Version 1 is known to every broker from Kafka 3.3 on. */
export function quorumRequest(): Request {
  const body = new Writer().varint(2).compactString('__cluster_metadata');
  body.varint(2).int32(0).varint(0); // partition 0
  body.varint(0).varint(0);
  return { key: 55, version: 1, flexible: true, body: body.bytes() };
}

/** @throws Error when the broker knows no leader */
export function readQuorum(answer: Reader): Quorum {
  const refused = answer.int16();
  if (refused !== 0) throw new Error(`the quorum cannot be asked: Kafka's error ${refused}`);
  const [quorum] = answer
    .compactArray(() => {
      answer.compactString();
      const partitions = answer.compactArray(() => readPartition(answer));
      answer.tags();
      return partitions;
    })
    .flat();
  if (!quorum) throw new Error('the quorum is not known');
  return quorum;
}

function readPartition(answer: Reader): Quorum {
  answer.int32();
  const error = answer.int16();
  if (error !== 0) throw new Error(`the quorum has no leader: Kafka's error ${error}`);
  const leader = answer.int32();
  answer.int32();
  answer.int64();
  const replica = () => {
    const nodeId = answer.int32();
    answer.int64();
    answer.int64();
    const caughtUp = answer.int64();
    answer.tags();
    return { nodeId, caughtUp };
  };
  const voters = answer.compactArray(replica);
  answer.compactArray(replica); // observers
  answer.tags();
  const newest = voters.find(({ nodeId }) => nodeId === leader)?.caughtUp ?? 0;
  return {
    leader,
    voters: voters.map(({ nodeId, caughtUp }) => ({
      nodeId,
      behindMs: caughtUp < 0 ? undefined : Math.max(0, newest - caughtUp),
    })),
  };
}
