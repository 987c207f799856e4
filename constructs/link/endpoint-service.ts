import { PrivatelinkVpcEndpointConnection } from '@cdktf/provider-alicloud/lib/privatelink-vpc-endpoint-connection';
import { PrivatelinkVpcEndpointService } from '@cdktf/provider-alicloud/lib/privatelink-vpc-endpoint-service';
import { PrivatelinkVpcEndpointServiceResourceA as ServiceResource } from '@cdktf/provider-alicloud/lib/privatelink-vpc-endpoint-service-resource';
import { PrivatelinkVpcEndpointServiceUser } from '@cdktf/provider-alicloud/lib/privatelink-vpc-endpoint-service-user';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface EndpointServiceProps {
  /** Id of the network load balancer behind the service. */
  readonly loadBalancerId: string;
  /** Every zone of the load balancer. */
  readonly zones: readonly string[];
  /** Listeners, so that no consumer ever meets a service without them. */
  readonly listeners: readonly ITerraformDependable[];
  /** Alibaba Cloud account that may connect: TiDB Cloud's. */
  readonly consumerAccountId: string;
  /** Shown in the console. */
  readonly description: string;
  /** Who pays for the traffic. */
  readonly payer: 'Endpoint' | 'EndpointService';
  /**
   * Bandwidth of one connection in Mbit/s.
   * @default - chosen by Alibaba Cloud
   */
  readonly connectBandwidthMbps?: number;
  /**
   * Ids of endpoints (`ep-…`) whose connection is accepted.
   * @default - none: accept each in the console
   */
  readonly acceptedEndpoints?: readonly string[];
}

/** The PrivateLink endpoint service in front of the load balancer. */
export class EndpointService extends Construct {
  /** Id of the service, `epsrv-…`. */
  readonly serviceId: string;
  /** `com.aliyuncs.privatelink.<region>.epsrv-…`: TiDB Cloud connects by it. */
  readonly serviceName: string;

  constructor(scope: Construct, id: string, props: EndpointServiceProps) {
    super(scope, id);
    const dependsOn = [...props.listeners];
    const service = new PrivatelinkVpcEndpointService(this, 'service', {
      serviceDescription: props.description,
      // The API's own default is a classic load balancer.
      serviceResourceType: 'nlb',
      payer: props.payer,
      autoAcceptConnection: false,
      connectBandwidth: props.connectBandwidthMbps,
      dependsOn,
    });
    this.serviceId = service.id;
    this.serviceName = service.vpcEndpointServiceName;

    const resources = props.zones.map(
      (zone) =>
        // One resource per zone: the service's own `resource` block takes a load balancer only once.
        new ServiceResource(this, zone, {
          serviceId: service.id,
          resourceId: props.loadBalancerId,
          resourceType: 'nlb',
          zoneId: zone,
          dependsOn,
        }),
    );
    const consumer = new PrivatelinkVpcEndpointServiceUser(this, 'tidb-cloud', {
      serviceId: service.id,
      userId: props.consumerAccountId,
    });
    for (const endpointId of props.acceptedEndpoints ?? []) {
      new PrivatelinkVpcEndpointConnection(this, endpointId, {
        serviceId: service.id,
        endpointId,
        // For destroy: a zone cannot leave the service while an endpoint is connected in it.
        dependsOn: [...resources, consumer],
      });
    }
  }
}
