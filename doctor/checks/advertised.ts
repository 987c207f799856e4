import { UNIQUE_NAME_PLACEHOLDER } from '../../domain/conventions';
import type { BrokerPlan, ClusterPlan, Endpoint, PortMappingPlan } from '../../plan/types';
import { externalEndpoint, hostAndPort, servingBrokers } from '../../plan/brokers';
import type { Contact, Facts } from '../facts';
import type { Check, Finding } from '../finding';
import { mend } from './mend';
import type { AdvertisedBroker } from '../kafka/metadata';

/** Compares the metadata on each external port with the plan: each broker's name, port and node id. */
export const advertised: Check = {
  title: 'advertised names and ports',
  applies: (facts) => reported(facts).length > 0,
  judge(facts): Finding[] {
    const { plan } = facts;
    const wrong = plan.externalListeners.flatMap(({ name }) =>
      servingBrokers(plan).flatMap((broker) => {
        const seen = new Map(
          reported(facts)
            .filter(({ listener }) => listener === name)
            .flatMap(({ brokers }) => brokers)
            .filter(({ nodeId }) => nodeId === broker.nodeId)
            .map((one) => [hostAndPort(one), one]),
        );
        const wanted = externalEndpoint(broker, name);
        return [...seen.values()].flatMap((one) => judge(facts, broker, wanted, one));
      }),
    );
    return [...wrong, ...placeholder(plan)];
  },
  well: (facts) =>
    `${reported(facts).length} external ports report the ${servingBrokers(facts.plan).length} brokers of the plan, such as ${example(facts)}`,
};

const example = ({ plan }: Facts): string =>
  plan.brokers
    .slice(0, 1)
    .map(({ externals: [first] }) => hostAndPort(first))
    .join();

type Reported = Pick<Contact, 'listener' | 'brokers'>;

/** The metadata of each port. Without a login there are none, so it is what each broker reports of itself on INTERNAL. */
function reported({ plan, contacts }: Facts): Reported[] {
  const external = contacts.filter(({ role, state }) => role !== 'internal' && state === 'answers');
  const asking = plan.externalListeners.filter(({ mechanism }) => mechanism !== undefined);
  const ofThemselves = contacts.flatMap(({ answeredBy, advertisedListeners }) =>
    asking.map(({ name }): Reported => ({
      listener: name,
      brokers: endpointsOf(advertisedListeners, name).map((one) => ({ nodeId: answeredBy ?? 0, ...one })),
    })),
  );
  return [...external, ...ofThemselves].filter(({ brokers }) => brokers.length > 0);
}

/** `INTERNAL://10.0.0.11:9092,EXTERNAL://b1.example:9093` */
function endpointsOf(text = '', listener: string): Endpoint[] {
  return text.split(',').flatMap((entry) => {
    const [, name, host, port] = /^(\w+):\/\/(.*):(\d+)$/.exec(entry) ?? [];
    return name === listener && host !== undefined ? [{ host, port: Number(port) }] : [];
  });
}

function judge(facts: Facts, broker: BrokerPlan, wanted: Endpoint, seen: AdvertisedBroker): Finding[] {
  const { plan } = facts;
  const finding = (id: Finding['id'], what: string, fix: string): Finding => ({
    id,
    level: 'fault',
    seen: `${broker.name} advertises ${hostAndPort(seen)}${what}`,
    expected: hostAndPort(wanted),
    fix,
    nodes: [broker.nodeId],
  });
  const apply =
    plan.cluster === 'new'
      ? facts.hosts
        ? mend(facts, broker.name)
        : 'run the doctor on the deployment, which prints the repair'
      : 'set the planned advertised.listeners on that broker: docs/existing-cluster.md';
  if (seen.host !== wanted.host) {
    const zone = plan.zones.find(({ id }) => seen.host.split('.').includes(id) && !wanted.host.includes(id));
    return zone
      ? [
          finding(
            'zone-label',
            `, with the zone label ${zone.id}: names of TiDB Cloud on Alibaba Cloud have none`,
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
  const other = plan.portMappings.find(({ port }) => port === seen.port);
  const whose = other === undefined ? 'which no listener has' : `the port of ${ownerOf(plan, other)}`;
  return [finding('advertised-port', `: a wrong port, ${whose}`, apply)];
}

function ownerOf({ brokers }: ClusterPlan, { nodeId, kafkaListener }: PortMappingPlan): string {
  return `${brokers.find((broker) => broker.nodeId === nodeId)?.name ?? 'all brokers'} on ${kafkaListener}`;
}

function placeholder({ uniqueName, brokers }: ClusterPlan): Finding[] {
  if (uniqueName !== UNIQUE_NAME_PLACEHOLDER) return [];
  return [
    {
      id: 'placeholder-name',
      level: 'warning',
      seen: `the brokers advertise the placeholder ${uniqueName}, which TiDB Cloud cannot resolve`,
      expected: 'the unique name that TiDB Cloud shows for the attached domain',
      fix: 'write it to tidbCloud.uniqueName, synthesize and apply',
      nodes: brokers.map(({ nodeId }) => nodeId),
    },
  ];
}
