import { UNIQUE_NAME_PLACEHOLDER } from '../../plan/placeholder';
import type { BrokerPlan, ClusterPlan, Endpoint, ListenerPlan } from '../../plan/types';
import { externalEndpoint, servingBrokers } from '../serving';
import type { Facts } from '../facts';
import type { Check, Finding } from '../finding';
import type { AdvertisedBroker } from '../kafka/metadata';

/** What clients are told through each external port, against the plan: each broker's name, port and node id. */
export const advertised: Check = {
  title: 'advertised names and ports',
  applies: ({ contacts }) => told(contacts).length > 0,
  judge({ plan, contacts }): Finding[] {
    const wrong = plan.externalListeners.flatMap(({ name }) =>
      servingBrokers(plan).flatMap((broker) => {
        const seen = new Map(
          told(contacts)
            .filter(({ listener }) => listener === name)
            .flatMap(({ brokers }) => brokers)
            .filter(({ nodeId }) => nodeId === broker.nodeId)
            .map((one) => [`${one.host}:${one.port}`, one]),
        );
        return [...seen.values()].flatMap((one) => judge(plan, broker, externalEndpoint(broker, name), one));
      }),
    );
    return [...wrong, ...placeholder(plan)];
  },
  well: ({ plan, contacts }) =>
    `${told(contacts).length} external ports tell of ${servingBrokers(plan).length} brokers as planned, such as ${plan.brokers[0]?.external.host}:${plan.brokers[0]?.external.port}`,
};

const told = (contacts: Facts['contacts']) =>
  contacts.filter(({ role, state }) => role !== 'internal' && state === 'answers');

function judge(plan: ClusterPlan, broker: BrokerPlan, wanted: Endpoint, seen: AdvertisedBroker): Finding[] {
  const finding = (id: Finding['id'], what: string, fix: string): Finding => ({
    id,
    level: 'fault',
    seen: `${broker.name} advertises ${seen.host}:${seen.port}${what}`,
    expected: `${wanted.host}:${wanted.port}`,
    fix,
    nodes: [broker.nodeId],
  });
  const apply =
    plan.cluster === 'new'
      ? 'terraform apply brings the planned advertised.listeners, one broker at a time'
      : 'give that broker the planned advertised.listeners: docs/existing-cluster.md';
  if (seen.host !== wanted.host) {
    const zone = plan.zones.find(({ id }) => seen.host.split('.').includes(id) && !wanted.host.includes(id));
    return zone
      ? [
          finding(
            'zone-label',
            `, with the zone label ${zone.id}: TiDB Cloud on Alibaba Cloud has none`,
            apply,
          ),
        ]
      : [
          finding(
            'advertised-name',
            ', a name that is not its own',
            `${apply}; is the unique name the one that TiDB Cloud shows (--var unique_name=…)?`,
          ),
        ];
  }
  if (seen.port === wanted.port) return [];
  const other = plan.listeners.find(({ port }) => port === seen.port);
  const whose = other === undefined ? 'where nobody listens' : `the port of ${ownerOf(plan, other)}`;
  return [finding('advertised-port', `: a wrong port, ${whose}`, apply)];
}

function ownerOf({ brokers }: ClusterPlan, { nodeId, kafkaListener }: ListenerPlan): string {
  return `${brokers.find((broker) => broker.nodeId === nodeId)?.name ?? 'all brokers'} on ${kafkaListener}`;
}

function placeholder({ uniqueName, brokers }: ClusterPlan): Finding[] {
  if (uniqueName !== UNIQUE_NAME_PLACEHOLDER) return [];
  return [
    {
      id: 'placeholder-name',
      level: 'warning',
      seen: `the brokers advertise the placeholder ${uniqueName}: TiDB Cloud knows no such name`,
      expected: 'the unique name that TiDB Cloud shows for the attached domain',
      fix: 'write it to tidbCloud.uniqueName and apply',
      nodes: brokers.map(({ nodeId }) => nodeId),
    },
  ];
}
