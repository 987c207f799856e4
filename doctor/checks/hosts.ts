import type { Facts, HostFacts } from '../facts';
import type { Check, Finding } from '../finding';

/** SSH to every host, with its host key verified. */
export const hosts: Check = {
  title: 'hosts by SSH',
  applies: ({ cloud, plan }) => cloud !== undefined && plan.stage === 'full',
  judge(facts): Finding[] {
    const away = (facts.hosts ?? []).filter(({ problem }) => problem !== undefined);
    const bastion = away.find(({ nodeId }) => nodeId === undefined);
    // If the bastion is unreachable, nothing is known of the others.
    if (bastion && away.length === facts.hosts?.length) {
      const nodes = away.flatMap(({ nodeId }) => nodeId ?? []);
      return [{ ...unreachable(facts, bastion), nodes }];
    }
    return away.map((host) => unreachable(facts, host));
  },
  well: ({ plan, hosts: all }) =>
    plan.cluster === 'existing'
      ? 'NOT CHECKED: the brokers are of an existing cluster; to connect like a client, use --from-client HOST:PORT'
      : all
        ? `${all.length} answer with their host keys`
        : 'NOT CHECKED, nor anything that needs them: the file has no bastion, and rollout.via sets no other way',
};

function unreachable({ plan }: Facts, { name, nodeId, problem = '' }: HostFacts): Finding {
  const isKey = /host key|verification/i.test(problem);
  return {
    id: 'host-unreachable',
    level: 'fault',
    seen: `SSH does not reach ${name}: ${problem}`,
    expected: `root@${name} answers with the host key of state/${plan.name}/host-keys.auto.tfvars.json`,
    fix: isKey
      ? `read /etc/ssh/ssh_host_ed25519_key.pub on ${name} itself, then: npx kafka-link host-keys --pin '${name}=ssh-ed25519 AAAA…'`
      : 'check that the instance runs, that this address may use SSH (allowSshFrom), and that the key is the right one (--var ssh_private_key_file=FILE)',
    nodes: nodeId === undefined ? undefined : [nodeId],
  };
}
