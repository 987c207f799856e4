/** A load balancer as far as the lab plays it; all of it comes from the cloud's state. */
export interface Balancer {
  id: string;
  name: string;
  dnsName: string;
  /** Where it has an address in the VPC. */
  zones: ZoneAddress[];
  /** Addresses of connected endpoints, in the consumers' networks. */
  endpointAddresses: string[];
  listeners: Listener[];
}

/** The address of a load balancer in one zone. */
export interface ZoneAddress {
  zone: string;
  vswitchId: string;
  /** The vSwitch's range. */
  cidr: string;
  address: string;
}

/** A port that a load balancer forwards. */
export interface Listener {
  id: string;
  port: number;
  /** Seconds. */
  idleTimeout: number;
  proxyProtocol: boolean;
  groupId: string;
  groupName: string;
  check: HealthCheck;
  servers: Server[];
}

/** Where a listener forwards to. */
export interface Server {
  /** Another address or port is another server, with its own health. */
  name: string;
  address: string;
  port: number;
  weight: number;
  /** The load balancer's own address that connections come from. */
  source: string;
}

/** How a server group finds out that a server is dead. Times are seconds. */
export interface HealthCheck {
  enabled: boolean;
  /** 0 is the server's own port. */
  port: number;
  timeout: number;
  interval: number;
  rise: number;
  fall: number;
}

/** What the load balancers are, and what of them the lab cannot play. */
export interface Balancing {
  balancers: Balancer[];
  problems: string[];
}
