import type { CloudResource, Contact, Facts, HostFacts } from '../../../doctor/facts';
import type { AdvertisedBroker } from '../../../doctor/kafka/metadata';

/** Facts with something else about one host. */
export function withHost(facts: Facts, name: string, change: Partial<HostFacts>): Facts {
  return {
    ...facts,
    hosts: facts.hosts?.map((host) => (host.name === name ? { ...host, ...change } : host)),
  };
}

/** Facts in which one host tells other values. */
export function withValues(facts: Facts, name: string, values: Record<string, string>): Facts {
  const host = facts.hosts?.find((one) => one.name === name);
  return withHost(facts, name, { values: { ...host?.values, ...values } });
}

/** Facts with some contacts changed. */
export function withContacts(
  facts: Facts,
  which: (contact: Contact) => boolean,
  change: Partial<Contact>,
): Facts {
  return { ...facts, contacts: facts.contacts.map((one) => (which(one) ? { ...one, ...change } : one)) };
}

export const CLOSED = { state: 'closed', reason: 'refused', answeredBy: undefined, brokers: [] } as const;
export const SILENT = {
  state: 'silent',
  reason: 'no answer within 6 s',
  answeredBy: undefined,
  brokers: [],
} as const;

/** Facts in which one broker is advertised differently, by everyone. */
export function withAdvertised(facts: Facts, nodeId: number, change: Partial<AdvertisedBroker>): Facts {
  return {
    ...facts,
    contacts: facts.contacts.map((contact) => ({
      ...contact,
      brokers: contact.brokers.map((one) => (one.nodeId === nodeId ? { ...one, ...change } : one)),
    })),
  };
}

/** Facts with other resources in the cloud. */
export function withResources(
  facts: Facts,
  change: (resources: readonly CloudResource[]) => readonly CloudResource[],
): Facts {
  const { cloud } = facts;
  return cloud ? { ...facts, cloud: { ...cloud, resources: change(cloud.resources) } } : facts;
}

/** Everything that a broker brings about that is not there any more. */
export function withoutBroker(facts: Facts, nodeId: number): Facts {
  const own = facts.plan.brokers.find((broker) => broker.nodeId === nodeId);
  const closed = withContacts(facts, (one) => one.nodeId === nodeId, CLOSED);
  const { cluster } = facts;
  return {
    ...closed,
    hosts: facts.hosts?.map((host) => ({
      ...host,
      probes: host.probes.map((probe) =>
        probe.endpoint.startsWith(`${own?.address}:`) ? { ...probe, outcome: 'refused' } : probe,
      ),
    })),
    cluster: cluster && {
      ...cluster,
      alive: cluster.alive.filter((id) => id !== nodeId),
      partitions: cluster.partitions.map((one) => ({ ...one, isr: one.isr.filter((id) => id !== nodeId) })),
      quorum: cluster.quorum && {
        ...cluster.quorum,
        voters: cluster.quorum.voters.map((one) =>
          one.nodeId === nodeId ? { ...one, behindMs: 30_000 } : one,
        ),
      },
    },
  };
}
