import type { Mechanism } from '../domain/mechanisms';
import type { AccessPlan, InternalTlsPlan, TlsPlan } from './security-types';
import type { DataDiskConfig, ExistingConfig } from '../config/schema';

export type * from './security-types';

/** All that is built or shown, computed once from a deployment file; constructs, templates and commands read it. */
export type ClusterPlan = NewClusterPlan | ExistingClusterPlan;

/** A list with at least one entry. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** What every deployment has: TiDB Cloud's link to the brokers. */
interface LinkPlan {
  /** Name of the deployment and of its Terraform stack. */
  readonly name: string;
  readonly region: string;
  /** Unique name of TiDB Cloud's domain, a part of the brokers' host names; at synthesis a token. */
  readonly uniqueName: string;
  readonly vpc: VpcPlan;
  /** In the order of the file. */
  readonly zones: readonly ZonePlan[];
  /**
   * The brokers' listeners for clients behind the load balancer, in the order of the file; TiDB Cloud's is the first.
   */
  readonly externalListeners: NonEmpty<ExternalListenerPlan>;
  /** Name of the network load balancer. */
  readonly loadBalancerName: string;
  /**
   * The load balancer's ports. Of each external listener: bootstrap first, then one per broker by ascending node id.
   */
  readonly portMappings: readonly PortMappingPlan[];
}

/** A cluster that this program builds and keeps. */
export interface NewClusterPlan extends LinkPlan {
  readonly cluster: 'new';
  /** `link`: without hosts, for TiDB Cloud to connect first. */
  readonly stage: 'full' | 'link';
  readonly bastion?: BastionPlan;
  /** By ascending node id. */
  readonly brokers: readonly NewBrokerPlan[];
  /** Brokers that have left; their ids are never used again. */
  readonly removed: readonly RemovedBrokerPlan[];
  readonly kafka: KafkaPlan;
  /** Kafka's users and their rights; undefined where no listener needs a login. */
  readonly access?: AccessPlan;
  /** The certificate for clients; undefined where no listener has TLS. */
  readonly tls?: TlsPlan;
  /** Certificates from the private CA; undefined where INTERNAL and CONTROLLER are PLAINTEXT. */
  readonly internalTls?: InternalTlsPlan;
  readonly ports: PortsPlan & {
    /** Port of the CONTROLLER listener. */
    readonly controller: number;
  };
}

/** A cluster that runs already: its owner keeps its brokers. */
export interface ExistingClusterPlan extends LinkPlan {
  readonly cluster: 'existing';
  readonly stage: 'full';
  /** This program builds no hosts for it. */
  readonly bastion?: undefined;
  /** The owner configures logins. */
  readonly access?: undefined;
  /** The owner configures TLS. */
  readonly tls?: undefined;
  readonly internalTls?: undefined;
  /** By ascending node id. */
  readonly brokers: readonly ExistingBrokerPlan[];
  readonly ports: PortsPlan;
  /** How the cluster keeps its metadata. */
  readonly mode: 'kraft' | 'zookeeper';
  /** How the load balancer identifies the brokers: as instances or network interfaces, or by address alone. */
  readonly targets: 'servers' | 'addresses';
  /**
   * The brokers' security group, where Terraform allows the load balancer to connect; undefined leaves that to its
   * owner.
   */
  readonly securityGroupId?: string;
  /** How `expose` reaches and restarts the brokers; undefined leaves that to a person. */
  readonly hosts?: ExistingHostsPlan;
}

/** As the deployment file has it. */
export type ExistingHostsPlan = Readonly<NonNullable<ExistingConfig['existing']['hosts']>>;

/** The VPC. */
export interface VpcPlan {
  /** Name; the id where it exists already. */
  readonly name: string;
  /** IPv4 range. */
  readonly cidr: string;
  /** Set when the VPC exists already. */
  readonly id?: string;
}

/** A zone with brokers or the load balancer, and its vSwitch. */
export interface ZonePlan {
  /** Zone id. */
  readonly id: string;
  /** IPv4 range of the vSwitch. */
  readonly cidr: string;
  /** Name of the vSwitch. */
  readonly vswitchName: string;
  /** Set when the vSwitch exists already. */
  readonly vswitchId?: string;
}

/** The jump host, which also serves the archives. */
export interface BastionPlan {
  /** Instance and host name. */
  readonly name: string;
  /** Zone id. */
  readonly zone: string;
  /** IPv4 range of its vSwitch. */
  readonly cidr: string;
  /** Name of its vSwitch. */
  readonly vswitchName: string;
  /** Set when the vSwitch exists already. */
  readonly vswitchId?: string;
  /** Private address. */
  readonly address: string;
  readonly instanceType: string;
  readonly systemDiskGiB: number;
  readonly publicBandwidthMbps: number;
  /** IPv4 ranges that may connect to SSH. */
  readonly allowSshFrom: readonly string[];
  /** Port of the archives' HTTP server. */
  readonly mirrorPort: number;
}

/** A value of `process.roles`. */
export type Role = 'broker' | 'controller';

/** A Kafka node and its host. */
export interface BrokerPlan {
  /** `node.id`. */
  readonly nodeId: number;
  /** Instance and host name. */
  readonly name: string;
  /** Zone id; also its `broker.rack`. */
  readonly zone: string;
  /** Private address of the host. */
  readonly address: string;
  readonly roles: readonly Role[];
  /** INTERNAL: for clients inside the VPC and the other brokers. */
  readonly internal: Endpoint;
  /**
   * What clients behind the load balancer use, on each external listener in the order of the file: a name of TiDB
   * Cloud's domain, and the broker's own port of the load balancer.
   */
  readonly externals: NonEmpty<ExternalEndpoint>;
  /** It leaves the cluster: its replicas move to other brokers, and it stops for good. */
  readonly leaving: boolean;
}

/** A broker with a host that is built for it. */
export interface NewBrokerPlan extends BrokerPlan {
  readonly instanceType: string;
  readonly systemDiskGiB: number;
  readonly dataDisk: DataDiskConfig;
}

/** A broker that runs already. */
export interface ExistingBrokerPlan extends BrokerPlan {
  /** Its ECS instance (`i-…`) or network interface (`eni-…`); undefined when only its address is known. */
  readonly server?: string;
}

/** A broker that has left the cluster. */
export interface RemovedBrokerPlan {
  readonly nodeId: number;
  /** Its data disk is still there. */
  readonly keepsData: boolean;
}

/** A host name or address with a port, as a client connects to it. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** What a broker advertises on one external listener. */
export interface ExternalEndpoint extends Endpoint {
  /** Name of the Kafka listener. */
  readonly listener: string;
}

/** A Kafka listener of the brokers, for clients behind the load balancer. */
export interface ExternalListenerPlan {
  /** Name of the Kafka listener, such as `EXTERNAL`. */
  readonly name: string;
  /** The same in lower case: a part of Terraform addresses. */
  readonly id: string;
  readonly protocol: 'PLAINTEXT' | 'SASL_PLAINTEXT' | 'SSL' | 'SASL_SSL';
  /** SASL mechanism; undefined without authentication. */
  readonly mechanism?: Mechanism;
  /** Name that clients verify in the certificate; undefined without TLS. */
  readonly serverName?: string;
  /** Port on the hosts. */
  readonly port: number;
  /** Port of the load balancer that leads to every broker that stays. */
  readonly bootstrap: number;
}

/** Ports of the Kafka listeners on the hosts. */
export interface PortsPlan {
  /** Port of INTERNAL on the hosts, for clients inside the VPC. */
  readonly internal: number;
}

/** An archive to download. */
export interface ArchivePlan {
  readonly url: string;
  readonly sha256: string;
  /** Last part of the URL. */
  readonly fileName: string;
}

/** An exporter of metrics inside each broker's JVM. */
export interface MetricsPlan {
  /** Port on every broker, plain HTTP. */
  readonly port: number;
  /** IPv4 ranges that may connect to it. */
  readonly allowFrom: readonly string[];
  /** The agent, as given in the file. */
  readonly exporter: ArchivePlan;
}

/** What the brokers run, and with which settings. */
export interface KafkaPlan {
  readonly version: string;
  readonly jdkVersion: string;
  /** Release whose `metadata.version` is finalised, such as `3.9`; undefined leaves it unchanged. */
  readonly metadataVersion?: string;
  /** As given in the file: the bastion's source, or the brokers' with delivery `url`. */
  readonly archive: ArchivePlan;
  readonly jdkArchive: ArchivePlan;
  readonly delivery: 'bastion' | 'url' | 'image';
  /** Generation of Log4j that this release of Kafka logs with. */
  readonly log4j: 1 | 2;
  /** Metrics for Prometheus; undefined without. */
  readonly metrics?: MetricsPlan;
  readonly clusterId: string;
  readonly heapMiB: number;
  /** `controller.quorum.voters`: `id@address:port`, by ascending id. */
  readonly quorumVoters: string;
  /** Mount point of the data disk. */
  readonly dataMount: string;
  /** `log.dirs`, below the mount point. */
  readonly logDirs: string;
  /** Settings that the plan derives and the file may override, then the file's own; sorted by key. */
  readonly properties: Readonly<Record<string, string>>;
}

/** A port of the load balancer: its listener and the server group behind it. */
export interface PortMappingPlan {
  /** Node id of the only backend; undefined for the bootstrap port, whose backends are all brokers that stay. */
  readonly nodeId?: number;
  /** Name of the Kafka listener that it leads to. */
  readonly kafkaListener: string;
  /** Port of the load balancer. */
  readonly port: number;
  /** Name of the server group. */
  readonly serverGroupName: string;
  /** Node ids of the backends. */
  readonly backends: readonly number[];
  /** Port on which each backend is reached: that of the Kafka listener. */
  readonly backendPort: number;
}
