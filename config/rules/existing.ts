import { isUsable, parseAddress, parseCidr } from '../../domain/cidr';
import { entriesOf, repeats, type ExistingErrorRule, type ExistingWarningRule } from './rule';

/** An address and a server belong to one broker. */
export const uniqueServers: ExistingErrorRule = ({ brokers }, report) => {
  for (const key of ['address', 'server'] as const) {
    const given = entriesOf(brokers).filter(([, broker]) => broker[key] !== undefined);
    for (const [[index], [first]] of repeats(given, ([, broker]) => broker[key])) {
      report(['brokers', index, key], `is also the ${key} of brokers[${first}]`);
    }
  }
};

/** A server group has servers or addresses as its backends; here, all groups of a load balancer have the same kind. */
export const oneKindOfServers: ExistingErrorRule = ({ brokers }, report) => {
  const entries = entriesOf(brokers);
  if (!entries.some(([, broker]) => 'server' in broker)) return;
  for (const [index, broker] of entries) {
    if ('server' in broker) continue;
    report(['brokers', index, 'server'], 'is missing, but other brokers have one', {
      allowed: 'a server for every broker, or for none',
      fix: 'add it; or remove the others, and the load balancer uses addresses',
    });
  }
};

/** In ZooKeeper mode, brokers elect the controller; the configuration names none. */
export const noQuorumInZooKeeper: ExistingErrorRule = ({ existing, controllers }, report) => {
  if (existing?.mode !== 'zookeeper' || (controllers ?? []).length === 0) return;
  report(['controllers'], 'has the controllers of a quorum, but the cluster is in ZooKeeper mode', {
    fix: 'remove it, or set existing.mode: kraft',
  });
};

/** Only root can replace the file and restart Kafka. */
export const rootOrSudo: ExistingErrorRule = ({ existing }, report) => {
  const { user, sudo } = existing?.hosts ?? {};
  if (user === undefined || user === 'root' || sudo !== false) return;
  report(['existing', 'hosts', 'sudo'], `is false, and user ${user} may not restart Kafka`, {
    fix: 'set it to true and allow sudo without a password, or set user to root',
  });
};

/** A broker is in the VPC, but maybe in a secondary range of it, which is not in the file. */
export const outsideVpc: ExistingWarningRule = ({ vpc, brokers }, report) => {
  const range = parseCidr(vpc.cidr);
  for (const [index, { address }] of brokers.entries()) {
    if (!range || isUsable(range, parseAddress(address) ?? NaN)) continue;
    report(['brokers', index, 'address'], `is outside ${vpc.cidr}, the range of the VPC`, {
      fix: 'correct it, unless it is in a secondary range of the VPC',
    });
  }
};

/** Without a rule, every health check of the load balancer fails. */
export const unopenedGroup: ExistingWarningRule = ({ existing, zones }, report) => {
  if (existing.securityGroupId !== undefined) return;
  const ranges = zones.map(({ cidr }) => cidr).join(', ');
  report(
    ['existing', 'securityGroupId'],
    `is not set: Terraform does not allow the load balancer (${ranges}) to reach the brokers`,
    {
      fix: "set the id of the brokers' security group, or open the external listeners' ports to these ranges yourself",
    },
  );
};
