import type { Mechanism } from '../domain/mechanisms';

/** Kafka's users and their rights; everything else is denied. */
export interface AccessPlan {
  /** Mechanisms of all listeners, sorted. */
  readonly mechanisms: readonly Mechanism[];
  /** By name. */
  readonly users: readonly UserPlan[];
  /** Users to remove with their credentials and rights, by name. */
  readonly removedUsers: readonly string[];
  /** Raising it delivers the passwords again. */
  readonly secretsVersion: number;
}

/** The certificate that all listeners with TLS share. */
export interface TlsPlan {
  /** Names that the certificate must have, sorted. */
  readonly serverNames: readonly string[];
  /** Ports of the hosts that serve it, ascending. */
  readonly ports: readonly number[];
  /** Raising it delivers the certificate again. */
  readonly secretsVersion: number;
}

/** Certificates from a private CA, one for each host, by which brokers and bastion authenticate. */
export interface InternalTlsPlan {
  /** By name: first the bastion, if there is one, then brokers by ascending node id. */
  readonly hosts: readonly InternalHostPlan[];
  /** Raising it delivers the certificates again. */
  readonly secretsVersion: number;
}

/** A host with a certificate, which must have its name and address. */
export interface InternalHostPlan {
  /** Name of the host. */
  readonly name: string;
  /** Private address of the host. */
  readonly address: string;
}

/** A user of Kafka's, and all its rights. */
export interface UserPlan {
  readonly name: string;
  readonly rights: readonly RightPlan[];
}

/** What a user may do with a Kafka resource: an ACL. */
export interface RightPlan {
  readonly resource: 'TOPIC' | 'GROUP' | 'CLUSTER';
  readonly pattern: 'LITERAL' | 'PREFIXED';
  /** Name of the resource, `*` for all, or with `PREFIXED` the beginning of names. */
  readonly name: string;
  readonly operation: 'CREATE' | 'DESCRIBE' | 'DESCRIBE_CONFIGS' | 'READ' | 'WRITE';
}
