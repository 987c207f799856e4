/** A cluster that was never made by this app: brokers on hosts of their own. */
export interface ForeignCluster {
  readonly mode: 'kraft' | 'zookeeper';
  /** Release of Kafka. */
  readonly version: string;
  readonly brokers: readonly ForeignBroker[];
  /** Where Kafka and its Java are fetched from. */
  readonly kafkaUrl: string;
  readonly jdkUrl: string;
}

export interface ForeignBroker {
  readonly id: number;
  /** Of the instance. */
  readonly name: string;
  readonly zone: string;
  readonly address: string;
}

/** What the deployment file and the hosts agree on. */
export const PLACES = {
  properties: '/etc/kafka/server.properties',
  kafkaHome: '/srv/kafka',
  javaHome: '/srv/jdk',
  service: 'kafka.service',
} as const;

/** Something in the file that must not be shown. */
export const SECRET = 'ops-password-of-somebody';

export const VPC_CIDR = '10.70.0.0/16';
export const ZONES = [
  { id: 'ap-southeast-1a', cidr: '10.70.0.0/20' },
  { id: 'ap-southeast-1b', cidr: '10.70.16.0/20' },
  { id: 'ap-southeast-1c', cidr: '10.70.32.0/20' },
] as const;

export const OPS = { name: 'legacy-ops', address: '10.70.0.100' } as const;
