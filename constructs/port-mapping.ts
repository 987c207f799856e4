import { NlbListener } from '@cdktf/provider-alicloud/lib/nlb-listener';
import { NlbServerGroup } from '@cdktf/provider-alicloud/lib/nlb-server-group';
import { NlbServerGroupServerAttachment } from '@cdktf/provider-alicloud/lib/nlb-server-group-server-attachment';
import { Construct } from 'constructs';
import type { ListenerPlan } from '../plan/types';

/** A broker's host as the load balancer sees it. */
export interface NlbBackend {
  /** Id of the ECS instance. */
  readonly instanceId: string;
  /** Its private address: the load balancer does not follow an instance whose address changes. */
  readonly privateIp: string;
}

export interface PortMappingProps {
  readonly vpcId: string;
  readonly loadBalancerId: string;
  readonly listener: ListenerPlan;
  /** Backends by node id; the listener's node ids that are not here get none. */
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
      serverGroupName: props.listener.serverGroupName,
      serverGroupType: 'Instance',
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
    for (const nodeId of props.listener.backends) {
      const backend = props.backends.get(nodeId);
      if (!backend) continue;
      new NlbServerGroupServerAttachment(this, `backend-${nodeId}`, {
        serverGroupId: group.id,
        serverType: 'Ecs',
        serverId: backend.instanceId,
        serverIp: backend.privateIp,
        port: props.listener.backendPort,
        weight: 100,
      });
    }
    this.listener = new NlbListener(this, 'listener', {
      loadBalancerId: props.loadBalancerId,
      listenerProtocol: 'TCP',
      listenerPort: props.listener.port,
      listenerDescription: id,
      serverGroupId: group.id,
      idleTimeout: IDLE_TIMEOUT_SEC,
      // Kafka does not understand the header.
      proxyProtocolEnabled: false,
      secSensorEnabled: false,
    });
  }
}
