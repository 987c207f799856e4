import type { ClusterPlan, Endpoint } from '../plan/types';
import type { AdvertisedBroker, Partition } from './kafka/metadata';
import type { Quorum } from './kafka/quorum';
import type { CertificateFacts } from './kafka/certificate';

/** Everything that was gathered; checks look at nothing else. */
export interface Facts {
  /** With the unique name that was applied last. */
  readonly plan: ClusterPlan;
  /** TiDB Cloud's account, where the file or a variable tells it. */
  readonly accountId?: string;
  /** Endpoints that the file accepts. */
  readonly acceptedEndpoints: readonly string[];
  /** What Terraform has built; undefined from a client's place. */
  readonly cloud?: CloudFacts;
  /** Undefined where no host can be reached by design: from a client's place, or before there are hosts. */
  readonly hosts?: readonly HostFacts[];
  /** Every address that was tried as a client does. */
  readonly contacts: readonly Contact[];
  /** As one broker tells it on INTERNAL; undefined when none does. */
  readonly cluster?: ClusterFacts;
}

export interface CloudFacts {
  /** Whether the cloud was asked now; otherwise this is what the last apply knew. */
  readonly live: boolean;
  /** Why it could not be asked. */
  readonly problem?: string;
  readonly resources: readonly CloudResource[];
  /** Addresses of what Terraform has made and the cloud no longer holds. */
  readonly gone: readonly string[];
  /** Endpoints of each broker in the outputs, by node id. */
  readonly applied: Readonly<Record<string, { zone: string; internal: string; external: string }>>;
  /** Every rule that lets something into a security group, whoever made it; empty unless asked now. */
  readonly rules: readonly Rule[];
  /** Everyone who has asked for the endpoint service; undefined unless asked now. */
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
  /** Whether it belongs to TiDB Cloud's account; undefined when that is not known. */
  readonly ofTidbCloud?: boolean;
}

/** What a host tells of itself (templates/doctor/host.sh). */
export interface HostFacts {
  readonly name: string;
  /** Undefined for the bastion. */
  readonly nodeId?: number;
  /** Why SSH does not get there; then nothing else is known. */
  readonly problem?: string;
  readonly values: Readonly<Record<string, string>>;
  /** How far its clock is ahead of this machine's, in seconds. */
  readonly clockSeconds?: number;
  /** Its own tries to reach others: `listener host:port` and what came of it. */
  readonly probes: readonly { listener: string; endpoint: string; outcome: string }[];
}

/** Somebody who was spoken to in Kafka's protocol. */
export interface Contact {
  /** `client`: by the name that the metadata give, from a client's place. */
  readonly role: 'bootstrap' | 'internal' | 'external' | 'balancer' | 'client';
  /** Name of the Kafka listener that it leads to. */
  readonly listener: string;
  readonly endpoint: Endpoint;
  /** Who should answer; undefined when anyone may. */
  readonly nodeId?: number;
  /** `unknown`: the name cannot be resolved. */
  readonly state: 'answers' | 'closed' | 'silent' | 'unknown';
  /** Why it does not answer. */
  readonly reason: string;
  /** Which broker answers. */
  readonly answeredBy?: number;
  /** What it tells of all brokers, under their names of this listener. */
  readonly brokers: readonly AdvertisedBroker[];
  /** Where clients have to log in: what came of it. `untried`: no password is known here, so it tells no more. */
  readonly login?: LoginFacts;
  /** Where TLS is spoken: by what certificate clients, on INTERNAL the other brokers, are answered. */
  readonly certificate?: CertificateFacts;
  /** On INTERNAL with TLS: what came of a host's certificate. `untried`: none is known here, so it tells no more. */
  readonly identity?: IdentityFacts;
  /** On INTERNAL: what it runs with as its `advertised.listeners`. */
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
  /** Node ids of all that are registered and not fenced. */
  readonly alive: readonly number[];
  readonly partitions: readonly (Partition & { readonly minIsr: number })[];
  readonly quorum?: Quorum;
  /** Why the quorum is not known. */
  readonly quorumProblem?: string;
}
