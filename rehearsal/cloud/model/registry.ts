import { endpointConnections } from './data/endpoint-connections';
import { images } from './data/images';
import { instanceTypes } from './data/instance-types';
import { privatelinkService } from './data/privatelink-service';
import { securityGroupRules } from './data/security-group-rules';
import { nlbZones, zones } from './data/zones';
import type { DataHandler, ResourceHandler } from './handler';
import { deploymentSet } from './resources/deployment-set';
import { disk } from './resources/disk';
import { diskAttachment } from './resources/disk-attachment';
import { endpointConnection } from './resources/endpoint-connection';
import { endpointService } from './resources/endpoint-service';
import { endpointServiceResource } from './resources/endpoint-service-resource';
import { endpointServiceUser } from './resources/endpoint-service-user';
import { instance } from './resources/instance';
import { keyPair } from './resources/key-pair';
import { listener } from './resources/nlb-listener';
import { loadBalancer } from './resources/nlb-load-balancer';
import { serverAttachment } from './resources/nlb-server-attachment';
import { serverGroup } from './resources/nlb-server-group';
import { securityGroup } from './resources/security-group';
import { securityGroupRule } from './resources/security-group-rule';
import { vpc } from './resources/vpc';
import { vswitch } from './resources/vswitch';

/** Every resource type of the cloud. */
export const resourceHandlers: Readonly<Record<string, ResourceHandler>> = {
  alicloud_ecs_deployment_set: deploymentSet,
  alicloud_ecs_disk: disk,
  alicloud_ecs_disk_attachment: diskAttachment,
  alicloud_ecs_key_pair: keyPair,
  alicloud_instance: instance,
  alicloud_nlb_listener: listener,
  alicloud_nlb_load_balancer: loadBalancer,
  alicloud_nlb_server_group: serverGroup,
  alicloud_nlb_server_group_server_attachment: serverAttachment,
  alicloud_privatelink_vpc_endpoint_connection: endpointConnection,
  alicloud_privatelink_vpc_endpoint_service: endpointService,
  alicloud_privatelink_vpc_endpoint_service_resource: endpointServiceResource,
  alicloud_privatelink_vpc_endpoint_service_user: endpointServiceUser,
  alicloud_security_group: securityGroup,
  alicloud_security_group_rule: securityGroupRule,
  alicloud_vpc: vpc,
  alicloud_vswitch: vswitch,
};

/** Every data source. */
export const dataHandlers: Readonly<Record<string, DataHandler>> = {
  alicloud_images: images,
  alicloud_instance_types: instanceTypes,
  alicloud_nlb_zones: nlbZones,
  alicloud_privatelink_service: privatelinkService,
  alicloud_privatelink_vpc_endpoint_connections: endpointConnections,
  alicloud_security_group_rules: securityGroupRules,
  alicloud_zones: zones,
};
