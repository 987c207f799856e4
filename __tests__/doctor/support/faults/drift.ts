import type { Facts } from '../../../../doctor/facts';
import { withAdvertised, withValues } from '../changes';
import { healthy } from '../facts';
import { type Case, edited, gone, stopped, STOPPED_EFFECTS } from './case';

const valuesOf = (facts: Facts, name: string) => facts.hosts?.find((one) => one.name === name)?.values ?? {};

/** Facts in which a host has another file at a path, or none. */
export function withFile(facts: Facts, name: string, path: string, sum: string): Facts {
  const { files = '' } = valuesOf(facts, name);
  return withValues(facts, name, {
    files: files.replace(new RegExp(`\\S+ ${path}(?= |$)`), `${sum} ${path}`),
  });
}

const UNIT = '/etc/systemd/system/kafka.service';
const UNITS_GONE = 'kafka-bootstrap.service loaded enabled active kafka.service not-found - active';

/** What the first user data of broker 3 brings. */
export const renewed = withValues(
  withFile(
    withAdvertised(healthy, 3, { host: 'b3.unique_name.example' }),
    gone,
    '/etc/kafka/bootstrap.env',
    'aa',
  ),
  gone,
  {
    served: '',
    server_properties: edited('node.id=3\n'),
    release_kafka: 'releases/kafka_2.13-3.6.0-00000000',
    missing_secrets: '/etc/kafka/secrets/tls.pem',
  },
);

/** What differs from what a step brings. */
export const DRIFT: Case[] = [
  {
    name: 'a system disk that the console has replaced',
    facts: renewed,
    cause: 'system-disk-new',
    seen: /the system disk of broker-node3 is new, .* clients may get wrong addresses/,
    effects: [
      'advertised-name',
      'configuration-differs',
      'configuration-not-loaded',
      'file-differs',
      'release-differs',
      'secret-missing',
    ],
  },
  {
    name: 'a file of the bastion that was edited',
    facts: withFile(healthy, 'bastion-node', '/root/produce.sh', 'aa'),
    cause: 'file-differs',
    seen: /bastion-node differs from the plan: \/root\/produce\.sh is another one$/m,
  },
  {
    name: 'a unit that was deleted while Kafka runs',
    facts: withValues(withFile(healthy, gone, UNIT, '-'), gone, { units: UNITS_GONE }),
    cause: 'file-differs',
    seen: /broker-node3 differs from the plan: \/etc\/systemd\/system\/kafka\.service is missing$/m,
  },
  {
    name: 'a unit that was deleted, and Kafka is down',
    facts: withValues(withFile(stopped, gone, UNIT, '-'), gone, { units: UNITS_GONE, kafka: 'inactive' }),
    cause: 'file-differs',
    seen: /kafka\.service is missing/,
    effects: ['kafka-stopped', ...STOPPED_EFFECTS],
  },
  {
    name: 'a unit that is disabled',
    facts: withValues(healthy, gone, {
      units: 'kafka-bootstrap.service loaded enabled active kafka.service loaded disabled active',
    }),
    cause: 'unit-off',
    seen: /broker-node3 does not start everything by itself: kafka\.service is disabled/,
  },
  {
    name: 'a mirror that was stopped',
    facts: withValues(healthy, 'bastion-node', { units: 'kafka-mirror.service loaded enabled inactive' }),
    cause: 'unit-off',
    seen: /bastion-node does not start everything by itself: kafka-mirror\.service is inactive/,
  },
  {
    name: 'a release that a person has switched to',
    facts: withValues(healthy, gone, { release_java: 'releases/jdk-11-00000000' }),
    cause: 'release-differs',
    seen: /broker-node3 uses another release: \/opt\/java\/current is releases\/jdk-11-00000000 instead of releases\//,
    effects: ['configuration-not-loaded'],
  },
  {
    name: 'secrets that were deleted',
    facts: withValues(healthy, gone, { missing_secrets: '/etc/kafka/secrets/users' }),
    cause: 'secret-missing',
    seen: /broker-node3 lacks what an apply delivers: \/etc\/kafka\/secrets\/users/,
  },
  {
    name: 'SSH that takes passwords again',
    facts: withValues(healthy, gone, { ssh: 'other' }),
    cause: 'setting-off',
    seen: /broker-node3 has settings that are not in force: sshd lacks the settings of restrict-ssh/,
  },
  {
    name: 'a port that is no longer reserved',
    facts: withValues(healthy, gone, {
      kernel: 'net.ipv4.ip_local_reserved_ports 9092,29092,39092 9090-9093,39092',
    }),
    cause: 'setting-off',
    seen: /net\.ipv4\.ip_local_reserved_ports is 9090-9093,39092 instead of 9092,29092,39092/,
  },
];
