import { hostAndPort } from '../../plan/brokers';
import type { PortMappingPlan } from '../../plan/types';
import type { CloudFacts, Facts } from '../facts';
import type { Check, Finding } from '../finding';
import { text } from '../resource';

/** Listener, server group and backends of every load balancer port, as they are in the cloud. */
export const balancer: Check = {
  title: 'load balancer',
  applies: ({ cloud }) => cloud !== undefined,
  judge: (facts) => facts.plan.portMappings.flatMap((mapping) => judge(facts, mapping)),
  well: ({ plan }) => `ports ${plan.portMappings.map(({ port }) => port).join(', ')} lead to their backends`,
};

function judge({ plan, cloud }: Facts, wanted: PortMappingPlan): Finding[] {
  const resources = cloud?.resources ?? [];
  const nodes = [...wanted.backends];
  const whose = plan.brokers.find(({ nodeId }) => nodeId === wanted.nodeId)?.name ?? 'bootstrap';
  const listener = resources.find(
    (one) => one.type === 'alicloud_nlb_listener' && text(one, 'listener_port') === String(wanted.port),
  );
  const finding = (id: Finding['id'], seen: string, expected: string): Finding => ({
    id,
    level: 'fault',
    seen,
    expected,
    fix: 'terraform apply',
    nodes,
  });
  if (!listener) {
    return [
      finding(
        'listener-missing',
        `the load balancer has no listener on port ${wanted.port} (${whose})`,
        `port ${wanted.port} leads to ${wanted.serverGroupName}`,
      ),
    ];
  }
  const group = groupOf(cloud, text(listener, 'server_group_id'));
  if (group !== wanted.serverGroupName) {
    return [
      finding(
        'listener-swapped',
        `port ${wanted.port} (${whose}) leads to ${group === '' ? 'an unknown server group' : `server group ${group}`}`,
        `port ${wanted.port} leads to ${wanted.serverGroupName}`,
      ),
    ];
  }
  if (plan.stage === 'link') return []; // no broker exists yet
  const servers = resources.filter(
    (one) =>
      one.type === 'alicloud_nlb_server_group_server_attachment' &&
      text(one, 'server_group_id') === text(listener, 'server_group_id'),
  );
  const present = servers.map((one) => `${text(one, 'server_ip')}:${text(one, 'port')}`);
  const expected = plan.brokers
    .filter(({ nodeId }) => wanted.backends.includes(nodeId))
    .map(({ name, address }) => ({ name, at: hostAndPort({ host: address, port: wanted.backendPort }) }));
  const missing = expected.filter(({ at }) => !present.includes(at));
  const foreign = present.filter((at) => !expected.some((one) => one.at === at));
  return [
    ...missing.map(({ name, at }) =>
      finding(
        'backend-missing',
        `port ${wanted.port} (${whose}) lacks the backend ${name} (${at}) in ${wanted.serverGroupName}`,
        `${name} (${at}) is a server of ${wanted.serverGroupName}`,
      ),
    ),
    ...foreign.map((at) =>
      finding(
        'backend-foreign',
        `port ${wanted.port} (${whose}) also leads to ${at}, which is not one of its backends`,
        `only ${expected.map((one) => one.at).join(', ')}`,
      ),
    ),
  ];
}

function groupOf(cloud: CloudFacts | undefined, id: string): string {
  const group = cloud?.resources.find(
    (one) => one.type === 'alicloud_nlb_server_group' && text(one, 'id') === id,
  );
  return group ? text(group, 'server_group_name') : '';
}
