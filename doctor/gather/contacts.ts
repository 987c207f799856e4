import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ClusterPlan, Endpoint } from '../../plan/types';
import type { Contact } from '../facts';
import { advertisedRequest, identityRequest, readConfigs } from '../kafka/configs';
import { KafkaConnection } from '../kafka/connection';
import { admitted, type Identity, IdentityRefused, tlsClient } from '../kafka/identity';
import { type Login, LoginRefused, logIn } from '../kafka/login';
import { metadataRequest, readMetadata } from '../kafka/metadata';
import { secure } from '../kafka/tls';

/** How long one address may take for each of its answers. */
const PATIENCE_MS = 5000;
/** So many at the same time: a firewall's silence costs the whole patience. */
const AT_ONCE = 32;

/** Opens a connection from wherever is looked from. */
export type Dial = (endpoint: Endpoint, signal: AbortSignal) => Duplex;

/** Whom to speak to, and who should answer. */
export type Wanted = Pick<Contact, 'role' | 'listener' | 'endpoint' | 'nodeId'>;

/**
 * Speaks to all of these.
 *
 * @param login who to log in as, where that is asked
 * @param identity by whose certificate to be admitted, where INTERNAL asks for one
 */
export async function contactAll(
  plan: ClusterPlan,
  wanted: readonly Wanted[],
  dial: Dial,
  signal: AbortSignal,
  login?: Login,
  identity?: Identity,
): Promise<Contact[]> {
  const found: Contact[] = [];
  const queue = [...wanted.entries()];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      found[next[0]] = await contact(plan, next[1], dial, signal, login, identity);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

/** From where this program runs. */
export const dialDirectly: Dial = ({ host, port }, signal) => {
  const socket = connect({ host, port });
  signal.addEventListener('abort', () => socket.destroy(), { once: true });
  return socket;
};

async function contact(
  plan: ClusterPlan,
  wanted: Wanted,
  dial: Dial,
  signal: AbortSignal,
  login?: Login,
  identity?: Identity,
): Promise<Contact> {
  const { mechanism, serverName } = plan.externalListeners.find(({ name }) => name === wanted.listener) ?? {};
  const mutual = wanted.role === 'internal' && plan.internalTls !== undefined;
  const external = serverName === undefined ? undefined : { server: serverName };
  const client = mutual ? tlsClient(wanted.endpoint, identity) : external;
  const stream = dial(wanted.endpoint, signal);
  let answers: Omit<Contact, 'brokers'> = { ...wanted, state: 'answers', reason: '' };
  try {
    const secured = client && (await secure(stream, client, PATIENCE_MS));
    // Without the private CA nobody here can judge it.
    if (mutual && !identity) return { ...answers, brokers: [], identity: { outcome: 'untried' } };
    answers = { ...answers, certificate: secured?.certificate };
    // What somebody else says of the cluster is worth nothing.
    if (mutual && secured?.certificate.problem !== undefined) return { ...answers, brokers: [] };
    const kafka = new KafkaConnection(secured?.stream ?? stream);
    if (mechanism) await logIn(kafka, mechanism, login, PATIENCE_MS);
    if (mechanism && !login) return { ...answers, brokers: [], login: { outcome: 'untried' } };
    const metadata = kafka.ask(metadataRequest({ topics: 'none' }), PATIENCE_MS);
    const { brokers } = readMetadata(await (mutual ? admitted(metadata) : metadata));
    const answeredBy = await identify(kafka, plan, wanted.nodeId);
    return {
      ...answers,
      answeredBy,
      brokers,
      login: mechanism && { outcome: 'passed', user: login?.user },
      identity: mutual ? { outcome: 'passed', host: identity?.host } : undefined,
      advertisedListeners: wanted.role === 'internal' ? await advertisedBy(kafka, answeredBy) : undefined,
    };
  } catch (error) {
    const reason = (error as Error).message;
    if (error instanceof LoginRefused) {
      return { ...answers, brokers: [], login: { outcome: 'refused', user: login?.user, reason } };
    }
    if (error instanceof IdentityRefused) {
      return { ...answers, brokers: [], identity: { outcome: 'refused', host: identity?.host, reason } };
    }
    return { ...wanted, state: stateOf(reason), reason: inWords(reason), brokers: [] };
  } finally {
    stream.destroy();
  }
}

async function advertisedBy(kafka: KafkaConnection, nodeId: number | undefined): Promise<string | undefined> {
  if (nodeId === undefined) return undefined;
  return readConfigs(await kafka.ask(advertisedRequest(nodeId), PATIENCE_MS)).get(String(nodeId));
}

/** A broker tells settings only of itself, so the one that tells is the one that answers. */
async function identify(
  kafka: KafkaConnection,
  { brokers }: ClusterPlan,
  expected?: number,
): Promise<number | undefined> {
  const all = brokers.map(({ nodeId }) => nodeId);
  const first = expected === undefined ? [] : [expected];
  for (const nodeId of [...first, ...all.filter((one) => one !== expected)]) {
    const settings = readConfigs(await kafka.ask(identityRequest(nodeId), PATIENCE_MS));
    if (settings.has(String(nodeId))) return nodeId;
  }
  return undefined;
}

function stateOf(reason: string): Contact['state'] {
  if (/ENOTFOUND|EAI_AGAIN|resolve|not known/i.test(reason)) return 'unknown';
  return /no answer within|timed out|ETIMEDOUT|aborted/i.test(reason) ? 'silent' : 'closed';
}

function inWords(reason: string): string {
  if (/ECONNREFUSED|Connection refused/i.test(reason)) return 'refused';
  if (/ENOTFOUND|EAI_AGAIN|resolve|not known/i.test(reason)) return 'the name cannot be resolved';
  return /aborted/i.test(reason) ? 'it was not asked before the time was up' : reason;
}
