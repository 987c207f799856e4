import type { Mechanism } from '../domain/mechanisms';
import type { DataDiskConfig, ExistingConfig } from '../config/schema';

/** Everything that is built or shown, computed once from a deployment file. Constructs, templates and commands read it. */
export type ClusterPlan = NewClusterPlan | ExistingClusterPlan;

/** A list with at least one entry. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** TiDB Cloud's way to the brokers, which every deployment has. */
interface LinkPlan {
  /** Name of the deployment and of its Terraform stack. */
  readonly name: string;
  readonly region: string;
  /** What the brokers' names for TiDB Cloud are made of; at synthesis a token. */
  readonly uniqueName: string;
  readonly vpc: VpcPlan;
  /** In the order of the file. */
  readonly zones: readonly ZonePlan[];
  /** The brokers' listeners for clients behind the load balancer, in the order of the file; TiDB Cloud's is the first. */
  readonly externalListeners: NonEmpty<ExternalListenerPlan>;
  /** Name of the network load balancer. */
  readonly loadBalancerName: string;
  /** The load balancer's ports. Of each external listener: bootstrap first, then one per broker by ascending node id. */
  readonly portMappings: readonly PortMappingPlan[];
}

/** A cluster that is built and kept. */
export interface NewClusterPlan extends LinkPlan {
  readonly cluster: 'new';
  readonly stage: 'full' | 'link';
  readonly bastion?: BastionPlan;
  /** By ascending node id. */
  readonly brokers: readonly NewBrokerPlan[];
  /** Those that have left; their ids are never given again. */
  readonly removed: readonly RemovedBrokerPlan[];
  readonly kafka: KafkaPlan;
  /** Who may do what; undefined where no listener asks who a client is. */
  readonly access?: AccessPlan;
  /** What clients are to see of the certificate; undefined where no listener has TLS. */
  readonly tls?: TlsPlan;
  /** How brokers and bastion know each other; undefined where INTERNAL and CONTROLLER are PLAINTEXT. */
  readonly internalTls?: InternalTlsPlan;
  readonly ports: PortsPlan & {
    /** Port of the CONTROLLER listener. */
    readonly controller: number;
  };
}

/** A cluster that runs already: its brokers are nobody's business but their owner's. */
export interface ExistingClusterPlan extends LinkPlan {
  readonly cluster: 'existing';
  readonly stage: 'full';
  /** Hosts of its own it has none. */
  readonly bastion?: undefined;
  /** How clients of another's brokers log in is its owner's business. */
  readonly access?: undefined;
  /** And so is their TLS. */
  readonly tls?: undefined;
  readonly internalTls?: undefined;
  /** By ascending node id. */
  readonly brokers: readonly ExistingBrokerPlan[];
  readonly ports: PortsPlan;
  /** How the cluster keeps its metadata. */
  readonly mode: 'kraft' | 'zookeeper';
  /** What the load balancer knows the brokers by. */
  readonly targets: 'servers' | 'addresses';
  /** The brokers' security group, which is to admit the load balancer; undefined leaves that to its owner. */
  readonly securityGroupId?: string;
  /** How the brokers are reached and restarted; undefined leaves that to a person. */
  readonly hosts?: ExistingHostsPlan;
}

/** As the deployment file has it. */
export type ExistingHostsPlan = Readonly<NonNullable<ExistingConfig['existing']['hosts']>>;

export interface VpcPlan {
  readonly name: string;
  readonly cidr: string;
  /** Set when the VPC exists already. */
  readonly id?: string;
}

export interface ZonePlan {
  readonly id: string;
  readonly cidr: string;
  readonly vswitchName: string;
  /** Set when the vSwitch exists already. */
  readonly vswitchId?: string;
}

export interface BastionPlan {
  readonly name: string;
  readonly zone: string;
  readonly cidr: string;
  readonly vswitchName: string;
  readonly vswitchId?: string;
  readonly address: string;
  readonly instanceType: string;
  readonly systemDiskGiB: number;
  readonly publicBandwidthMbps: number;
  readonly allowSshFrom: readonly string[];
  readonly mirrorPort: number;
}

export type Role = 'broker' | 'controller';

export interface BrokerPlan {
  readonly nodeId: number;
  /** Instance and host name. */
  readonly name: string;
  readonly zone: string;
  /** Private address of the host. */
  readonly address: string;
  readonly roles: readonly Role[];
  /** What clients inside the VPC and the other brokers use. */
  readonly internal: Endpoint;
  /**
   * What clients behind the load balancer use, on each external listener in the order of the file: a name of TiDB Cloud's
   * domain, and the broker's own port of the load balancer.
   */
  readonly externals: NonEmpty<ExternalEndpoint>;
  /** It hands over all that it holds and stops for good. */
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

/** Where clients find a broker on one external listener. */
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
  /** How clients log in; undefined where they need not. */
  readonly mechanism?: Mechanism;
  /** Name by which clients check the certificate; undefined without TLS. */
  readonly serverName?: string;
  /** Port on the hosts. */
  readonly port: number;
  /** Port of the load balancer that leads to every broker that stays. */
  readonly bootstrap: number;
}

/** Who may log in, and do what; everything else is denied. */
export interface AccessPlan {
  /** All that the listeners use, sorted. */
  readonly mechanisms: readonly Mechanism[];
  /** By name. */
  readonly users: readonly UserPlan[];
  /** Users whose credentials and rights are to go, by name. */
  readonly removedUsers: readonly string[];
  /** Another one has the passwords delivered again. */
  readonly secretsVersion: number;
}

/** The certificate that all listeners with TLS share. */
export interface TlsPlan {
  /** Names that it has to have, sorted. */
  readonly serverNames: readonly string[];
  /** Ports of the hosts on which it is served, ascending. */
  readonly ports: readonly number[];
  /** Another one has it delivered again. */
  readonly secretsVersion: number;
}

/** Certificates of a private CA, one for each host, by which brokers and bastion know each other. */
export interface InternalTlsPlan {
  /** By name: first the bastion, if there is one, then brokers by ascending node id. */
  readonly hosts: readonly InternalHostPlan[];
  /** Another one has them delivered again. */
  readonly secretsVersion: number;
}

/** Whom a certificate is for: it has to have the name and the address. */
export interface InternalHostPlan {
  /** Name of the host. */
  readonly name: string;
  /** Private address of the host. */
  readonly address: string;
}

export interface UserPlan {
  readonly name: string;
  readonly rights: readonly RightPlan[];
}

/** What a user may do with a resource of Kafka's. */
export interface RightPlan {
  readonly resource: 'TOPIC' | 'GROUP' | 'CLUSTER';
  readonly pattern: 'LITERAL' | 'PREFIXED';
  /** Its name, `*` for all, or with `PREFIXED` the beginning of names. */
  readonly name: string;
  readonly operation: 'CREATE' | 'DESCRIBE' | 'DESCRIBE_CONFIGS' | 'READ' | 'WRITE';
}

export interface PortsPlan {
  /** Port of INTERNAL on the hosts, for clients inside the VPC. */
  readonly internal: number;
}

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
  /** Ranges that may reach it. */
  readonly allowFrom: readonly string[];
  /** The agent, as given in the file. */
  readonly exporter: ArchivePlan;
}

export interface KafkaPlan {
  readonly version: string;
  readonly jdkVersion: string;
  /** Release whose `metadata.version` is finalised, such as `3.9`; undefined leaves it as it is. */
  readonly metadataVersion?: string;
  /** As given in the file: the bastion's source, or the brokers' with delivery `url`. */
  readonly archive: ArchivePlan;
  readonly jdkArchive: ArchivePlan;
  readonly delivery: 'bastion' | 'url' | 'image';
  /** Generation of Log4j that this release of Kafka logs with. */
  readonly log4j: 1 | 2;
  /** How Prometheus learns of the brokers; undefined where it does not. */
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
