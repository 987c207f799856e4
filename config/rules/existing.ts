import { isUsable, parseAddress, parseCidr } from '../../domain/cidr';
import { entriesOf, repeats, type ExistingErrorRule, type ExistingWarningRule } from './rule';

/** An address and a server are of one broker. */
export const uniqueServers: ExistingErrorRule = ({ brokers }, report) => {
  for (const key of ['address', 'server'] as const) {
    const given = entriesOf(brokers).filter(([, broker]) => broker[key] !== undefined);
    for (const [[index], [first]] of repeats(given, ([, broker]) => broker[key])) {
      report(['brokers', index, key], `is that of brokers[${first}] too`);
    }
  }
};

/** A server group is of instances and network interfaces, or of addresses; one load balancer has one kind of them here. */
export const oneKindOfServers: ExistingErrorRule = ({ brokers }, report) => {
  const entries = entriesOf(brokers);
  if (!entries.some(([, broker]) => 'server' in broker)) return;
  for (const [index, broker] of entries) {
    if ('server' in broker) continue;
    report(['brokers', index, 'server'], 'is missing, but other brokers have one', {
      allowed: 'a server for every broker, or for none',
      fix: 'add it, or remove the others: the load balancer then goes by addresses',
    });
  }
};

/** With ZooKeeper, a broker is elected controller; none is one by its configuration. */
export const noQuorumInZooKeeper: ExistingErrorRule = ({ existing, controllers }, report) => {
  if (existing?.mode !== 'zookeeper' || (controllers ?? []).length === 0) return;
  report(['controllers'], 'names controllers of a quorum, but the cluster is in ZooKeeper mode', {
    fix: 'remove it, or set existing.mode: kraft',
  });
};

/** Files are put in place and services restarted by root. */
export const rootOrSudo: ExistingErrorRule = ({ existing }, report) => {
  const { user, sudo } = existing?.hosts ?? {};
  if (user === undefined || user === 'root' || sudo !== false) return;
  report(['existing', 'hosts', 'sudo'], `${user} may not restart Kafka by itself`, {
    fix: 'set it to true and allow sudo without a password, or log in as root',
  });
};

/** An instance lies in the VPC; its secondary ranges are not in the file. */
export const outsideVpc: ExistingWarningRule = ({ vpc, brokers }, report) => {
  const range = parseCidr(vpc.cidr);
  for (const [index, { address }] of brokers.entries()) {
    if (!range || isUsable(range, parseAddress(address) ?? NaN)) continue;
    report(['brokers', index, 'address'], `lies outside ${vpc.cidr}, the range of the VPC`, {
      fix: 'correct it, unless the VPC has this range as well',
    });
  }
};

/** Without a rule, the load balancer finds every broker dead. */
export const unopenedGroup: ExistingWarningRule = ({ existing, zones }, report) => {
  if (existing.securityGroupId !== undefined) return;
  const ranges = zones.map(({ cidr }) => cidr).join(', ');
  report(
    ['existing', 'securityGroupId'],
    `is not given: nothing here lets the load balancer (${ranges}) reach the brokers`,
    {
      fix: "name the brokers' security group, or open the external listeners' ports to these ranges yourself",
    },
  );
};
