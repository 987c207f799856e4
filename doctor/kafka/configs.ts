import type { Reader } from './bytes';
import { Writer } from './bytes';
import type { Request } from './connection';

const TOPIC = 2;
const BROKER = 4;

/** The present value of one setting, by topic. Version 1 is known to every broker from Kafka 1.1 to 4.x. */
export function topicSettingRequest(topics: readonly string[], setting: string): Request {
  return describeConfigs(TOPIC, topics, setting);
}

/**
 * Asks whoever answers for a setting of one broker. A broker tells only its own: so the answer says which one answers,
 * which metadata do not.
 */
export function identityRequest(nodeId: number): Request {
  return describeConfigs(BROKER, [String(nodeId)], 'node.id');
}

/** What a broker runs with as its `advertised.listeners`; it tells only its own. */
export function advertisedRequest(nodeId: number): Request {
  return describeConfigs(BROKER, [String(nodeId)], 'advertised.listeners');
}

/** Values by the names that were asked for; those that were refused are left out. */
export function readConfigs(answer: Reader): Map<string, string> {
  answer.int32(); // throttling
  const results = answer.array(() => {
    const error = answer.int16();
    answer.string(); // its message
    answer.int8();
    const name = answer.string();
    const values = answer.array(() => {
      answer.string();
      const value = answer.string();
      answer.boolean();
      answer.int8();
      answer.boolean();
      answer.array(() => [answer.string(), answer.string(), answer.int8()]);
      return value;
    });
    return { error, name, value: values[0] ?? '' };
  });
  return new Map(results.filter(({ error }) => error === 0).map(({ name, value }) => [name, value]));
}

function describeConfigs(type: number, names: readonly string[], setting: string): Request {
  const body = new Writer().int32(names.length);
  for (const name of names) body.int8(type).string(name).int32(1).string(setting);
  return { key: 32, version: 1, body: body.int8(0).bytes() };
}
