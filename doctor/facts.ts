import type { ClusterPlan, Endpoint } from '../plan/types';
import type { AdvertisedBroker, Partition } from './kafka/metadata';
import type { Quorum } from './kafka/quorum';
import type { CertificateFacts } from './kafka/certificate';

/** Everything that was gathered; checks read nothing else. */
export interface Facts {
  /** With the unique name that was applied last. */
  readonly plan: ClusterPlan;
  /** TiDB Cloud's account, if the file or a variable sets it. */
  readonly accountId?: string;
  /** Endpoints that the file accepts. */
  readonly acceptedEndpoints: readonly string[];
  /** What Terraform has built; undefined with `--from-client`. */
  readonly cloud?: CloudFacts;
  /** Undefined if there is no SSH to hosts: with `--from-client`, or before hosts exist. */
  readonly hosts?: readonly HostFacts[];
  /**
   * Of each host by its name, whether the last apply ran its step with the script of this plan, so that another apply
   * runs nothing there. Undefined if unknown.
   */
  readonly applied?: Readonly<Record<string, boolean>>;
  /** Every address that was tried with Kafka's protocol. */
  readonly contacts: readonly Contact[];
  /** As one broker reports it on INTERNAL; undefined when none does. */
  readonly cluster?: ClusterFacts;
}

export interface CloudFacts {
  /** Whether it was read from the cloud now; otherwise it is from the last apply. */
  readonly live: boolean;
  /** Why the cloud could not be read. */
  readonly problem?: string;
  readonly resources: readonly CloudResource[];
  /** Addresses of resources in the state that no longer exist in the cloud. */
  readonly gone: readonly string[];
  /** Endpoints of each broker in the outputs, by node id. */
  readonly applied: Readonly<Record<string, { zone: string; internal: string; external: string }>>;
  /** Every ingress rule of the security groups, including those that Terraform does not manage; empty unless read now. */
  readonly rules: readonly Rule[];
  /** All endpoints of the endpoint service; undefined unless read now. */
  readonly connections?: readonly Connection[];
}

export interface CloudResource {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Rule {
  readonly groupId: string;
  readonly groupName: string;
  readonly policy: string;
  readonly protocol: string;
  /** `9092/9092`, or `-1/-1` for all. */
  readonly ports: string;
  /** A range, or the id of a security group. */
  readonly source: string;
}

export interface Connection {
  readonly endpointId: string;
  readonly status: string;
  /** Whether it belongs to TiDB Cloud's account; undefined if the account is not known. */
  readonly ofTidbCloud?: boolean;
}

/** What a host reports of itself (templates/doctor/host.sh). */
export interface HostFacts {
  readonly name: string;
  /** Undefined for the bastion. */
  readonly nodeId?: number;
  /** Why SSH fails; then nothing else is known. */
  readonly problem?: string;
  readonly values: Readonly<Record<string, string>>;
  /** How far its clock is ahead of this machine's, in seconds. */
  readonly clockSeconds?: number;
  /** Its connections to others: `listener host:port` and the outcome. */
  readonly probes: readonly { listener: string; endpoint: string; outcome: string }[];
}

/** A connection in Kafka's protocol, and its outcome. */
export interface Contact {
  /** `client`: a broker by its advertised name, with `--from-client`. */
  readonly role: 'bootstrap' | 'internal' | 'external' | 'balancer' | 'client';
  /** Name of the Kafka listener there. */
  readonly listener: string;
  readonly endpoint: Endpoint;
  /** The broker that should answer; undefined if any may. */
  readonly nodeId?: number;
  /** `unknown`: the name cannot be resolved. */
  readonly state: 'answers' | 'closed' | 'silent' | 'unknown';
  /** Why it does not answer. */
  readonly reason: string;
  /** Which broker answers. */
  readonly answeredBy?: number;
  /** The brokers in its metadata, with their names on this listener. */
  readonly brokers: readonly AdvertisedBroker[];
  /** On listeners with authentication. `untried`: no password is known here, so it reports nothing more. */
  readonly login?: LoginFacts;
  /** On listeners with TLS: the server's certificate. */
  readonly certificate?: CertificateFacts;
  /** On INTERNAL with TLS: the outcome for a host's certificate. `untried`: none is known here, so it reports nothing more. */
  readonly identity?: IdentityFacts;
  /** On INTERNAL: the `advertised.listeners` that it runs with. */
  readonly advertisedListeners?: string;
}

export interface LoginFacts {
  readonly outcome: 'passed' | 'refused' | 'untried';
  readonly user?: string;
  /** Why it was refused. */
  readonly reason?: string;
}

export interface IdentityFacts {
  readonly outcome: 'passed' | 'refused' | 'untried';
  /** Whose certificate it is. */
  readonly host?: string;
  /** Why it was refused. */
  readonly reason?: string;
}

export interface ClusterFacts {
  readonly clusterId: string;
  /** Node ids of the brokers that are registered and not fenced. */
  readonly alive: readonly number[];
  readonly partitions: readonly (Partition & { readonly minIsr: number })[];
  readonly quorum?: Quorum;
  /** Why the quorum is not known. */
  readonly quorumProblem?: string;
}
