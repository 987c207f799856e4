import type { Endpoint } from './consumer';

/** A host, as much as somebody needs who wants to run it. */
export interface InstanceView {
  id: string;
  name: string;
  hostName: string;
  status: 'Running' | 'Stopped';
  zone: string;
  vpcId: string;
  vswitchId: string;
  privateIp: string;
  /** '' when it has none. */
  publicIp: string;
  imageId: string;
  instanceType: string;
  /** As the host sees it, decoded. */
  userData: Buffer;
  /** The key that the cloud holds, in OpenSSH's format; '' without a key pair. */
  publicKey: string;
  securityGroups: string[];
  systemDisk: { id: string; size: number };
  dataDisks: DiskView[];
}

/** A disk that is attached. */
export interface DiskView {
  id: string;
  name: string;
  /** What the host reads as the disk's serial number: its id without `d-`. */
  serial: string;
  device: string;
  /** As the host sees it, in GiB. */
  size: number;
}

/** A security group with its rules. */
export interface SecurityGroupView {
  id: string;
  name: string;
  vpcId: string;
  /** Whether members reach each other on every port. */
  innerAccess: boolean;
  rules: {
    direction: 'ingress' | 'egress';
    policy: 'accept' | 'drop';
    priority: number;
    protocol: string;
    portRange: string;
    cidr: string;
    sourceGroup: string;
  }[];
}

/** A load balancer with everything it forwards to. */
export interface LoadBalancerView {
  id: string;
  name: string;
  dnsName: string;
  addressType: string;
  crossZone: boolean;
  zones: { zone: string; vswitchId: string; address: string }[];
  listeners: {
    id: string;
    port: number;
    protocol: string;
    status: string;
    idleTimeout: number;
    proxyProtocol: boolean;
    serverGroup: {
      id: string;
      name: string;
      preserveClientIp: boolean;
      servers: { serverId: string; address: string; port: number; weight: number }[];
    };
  }[];
}

/** An endpoint service. */
export interface EndpointServiceView {
  id: string;
  name: string;
  autoAccept: boolean;
  accounts: string[];
  resources: { loadBalancerId: string; zone: string }[];
}

/** Everything in a region, read at one moment. */
export interface CloudView {
  vswitches: { id: string; name: string; vpcId: string; zone: string; cidr: string }[];
  instances: InstanceView[];
  securityGroups: SecurityGroupView[];
  loadBalancers: LoadBalancerView[];
  endpointServices: EndpointServiceView[];
  endpoints: Endpoint[];
  /** How many things of each Terraform type there are; {} for an empty cloud. */
  counts: Record<string, number>;
}
