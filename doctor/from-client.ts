import type { Config } from '../config/schema';
import { planCluster } from '../plan/plan';
import type { Endpoint } from '../plan/types';
import { externalEndpoint, servingBrokers } from '../plan/brokers';
import type { Contact, Facts } from './facts';
import { contactAll, dialDirectly, type Wanted } from './gather/contacts';
import { loginOf } from './login-of';
import { uniqueName } from './unique-name';

/**
 * Connects to a deployment like a client, from where this program runs: first to the bootstrap address, then to each
 * broker by its planned name and port, on the listener of the bootstrap port (by default the first one).
 */
export async function lookFromClient(
  config: Config,
  variables: Readonly<Record<string, string>>,
  passwords: Readonly<Record<string, string>>,
  bootstrap: Endpoint,
  signal: AbortSignal,
): Promise<Facts> {
  const plan = planCluster(config, uniqueName(config, variables));
  const speakTo = async (one: Wanted): Promise<Contact> => {
    const [contact] = await contactAll(plan, [one], dialDirectly, signal, loginOf(plan, passwords));
    if (!contact) throw new Error(`${one.endpoint.host} was not tried`);
    return contact;
  };
  const [usual] = plan.externalListeners;
  const behind = plan.portMappings.find(({ port }) => port === bootstrap.port);
  const listener = behind?.kafkaListener ?? usual?.name ?? '';
  const first = await speakTo({ role: 'bootstrap', listener, endpoint: bootstrap });
  const names = servingBrokers(plan).map((broker): Wanted => ({
    role: 'client',
    listener,
    endpoint: externalEndpoint(broker, listener),
    nodeId: broker.nodeId,
  }));
  const brokers = first.state === 'answers' ? await Promise.all(names.map(speakTo)) : [];
  return { plan, acceptedEndpoints: [], contacts: [first, ...brokers] };
}
