import { NlbListener } from '@cdktf/provider-alicloud/lib/nlb-listener';
import { NlbServerGroup } from '@cdktf/provider-alicloud/lib/nlb-server-group';
import { NlbServerGroupServerAttachment } from '@cdktf/provider-alicloud/lib/nlb-server-group-server-attachment';
import { Construct } from 'constructs';
import type { PortMappingPlan } from '../../plan/types';

/** A broker's host as the load balancer sees it. */
export interface NlbBackend {
  /**
   * Id of the ECS instance.
   * @default - none: a network interface, or the address alone
   */
  readonly instanceId?: string;
  /**
   * Id of the network interface that has the address.
   * @default - none: an instance, or the address alone
   */
  readonly networkInterfaceId?: string;
  /** Its private address: the load balancer does not follow an instance whose address changes. */
  readonly privateIp: string;
}

/** How server groups identify backends: as instances or network interfaces, or by address alone. */
export type NlbTargets = 'servers' | 'addresses';

export interface PortMappingProps {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Id of the load balancer. */
  readonly loadBalancerId: string;
  readonly mapping: PortMappingPlan;
  readonly targets: NlbTargets;
  /** Backends by node id; node ids of the mapping that are not here have no backend. */
  readonly backends: ReadonlyMap<number, NlbBackend>;
}

/** Kafka's brokers close idle connections after 600 s, clients after 540: 900, the most, outlives both. */
const IDLE_TIMEOUT_SEC = 900;

/** One port of the load balancer: its listener, the server group behind it and the backends in it. */
export class PortMapping extends Construct {
  readonly listener: NlbListener;

  constructor(scope: Construct, id: string, props: PortMappingProps) {
    super(scope, id);
    const group = new NlbServerGroup(this, 'group', {
      serverGroupName: props.mapping.serverGroupName,
      serverGroupType: props.targets === 'servers' ? 'Instance' : 'Ip',
      vpcId: props.vpcId,
      protocol: 'TCP',
      addressIpVersion: 'Ipv4',
      scheduler: 'Wrr',
      // A broker is reached through several ports and addresses of the load balancer: with the client's address
      // preserved, connections of one client can collide in their five-tuple (documented by Alibaba Cloud).
      preserveClientIpEnabled: false,
      // Every field, since the provider computes those left out. Connect port 0 is the backend's own.
      healthCheck: {
        healthCheckEnabled: true,
        healthCheckType: 'TCP',
        healthCheckConnectPort: 0,
        healthCheckConnectTimeout: 5,
        healthCheckInterval: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 2,
      },
    });
    for (const nodeId of props.mapping.backends) {
      const backend = props.backends.get(nodeId);
      if (!backend) continue;
      new NlbServerGroupServerAttachment(this, `backend-${nodeId}`, {
        serverGroupId: group.id,
        ...serverOf(backend, props.targets),
        serverIp: backend.privateIp,
        port: props.mapping.backendPort,
        weight: 100,
      });
    }
    this.listener = new NlbListener(this, 'listener', {
      loadBalancerId: props.loadBalancerId,
      listenerProtocol: 'TCP',
      listenerPort: props.mapping.port,
      listenerDescription: id,
      serverGroupId: group.id,
      idleTimeout: IDLE_TIMEOUT_SEC,
      // Kafka does not understand the header.
      proxyProtocolEnabled: false,
      secSensorEnabled: false,
    });
  }
}

function serverOf({ instanceId, networkInterfaceId, privateIp }: NlbBackend, targets: NlbTargets) {
  // In a group of addresses, the address is the server's id (API documentation of AddServersToServerGroup).
  if (targets === 'addresses') return { serverType: 'Ip', serverId: privateIp };
  if (instanceId !== undefined) return { serverType: 'Ecs', serverId: instanceId };
  if (networkInterfaceId !== undefined) return { serverType: 'Eni', serverId: networkInterfaceId };
  throw new Error(`${privateIp} has neither an instance nor a network interface`);
}
