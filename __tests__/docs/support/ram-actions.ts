/** What the provider calls for one resource type, by the step that calls it. */
export interface LifeCycle {
  readonly create?: readonly string[];
  readonly read?: readonly string[];
  /** In place. */
  readonly update?: readonly string[];
  readonly tags?: readonly string[];
  readonly resourceGroup?: readonly string[];
  /** In place, on the one broker that `maintain` names. */
  readonly maintain?: readonly string[];
  readonly delete?: readonly string[];
}

const ECS_TAGS = ['ecs:TagResources', 'ecs:UntagResources'];
const NLB_TAGS = ['nlb:TagResources', 'nlb:UntagResources'];
const VPC_TAGS = ['vpc:TagResources', 'vpc:UnTagResources'];

/**
 * The RAM actions of every type that the app can put into its Terraform JSON; data sources begin with `data.`. They are
 * the API actions that the provider calls, for the attributes that the app sets: what it never sets (subscription
 * billing, RAM roles of instances, public load balancers) is not here. Each entry names its source files in the
 * provider's repository.
 */
export const RAM_ACTIONS: Readonly<Record<string, LifeCycle>> = {
  // alicloud/resource_alicloud_vpc.go, service_alicloud_vpc_v2.go
  alicloud_vpc: {
    create: ['vpc:CreateVpc'],
    read: ['vpc:DescribeRouteTableList', 'vpc:DescribeVpcAttribute'],
    update: ['vpc:ModifyVpcAttribute'],
    tags: VPC_TAGS,
    resourceGroup: ['vpc:MoveResourceGroup'],
    delete: ['vpc:DeleteVpc'],
  },
  // alicloud/resource_alicloud_vswitch.go, service_alicloud_vpc_v2.go
  alicloud_vswitch: {
    create: ['vpc:CreateVSwitch'],
    read: ['vpc:DescribeVSwitchAttributes'],
    update: ['vpc:ModifyVSwitchAttribute'],
    tags: VPC_TAGS,
    delete: ['vpc:DeleteVSwitch'],
  },
  // alicloud/resource_alicloud_security_group.go, service_alicloud_ecs_v2.go
  alicloud_security_group: {
    create: ['ecs:CreateSecurityGroup', 'ecs:ModifySecurityGroupPolicy'],
    read: ['ecs:DescribeSecurityGroupAttribute', 'ecs:DescribeSecurityGroups'],
    update: ['ecs:ModifySecurityGroupAttribute', 'ecs:ModifySecurityGroupPolicy'],
    tags: ECS_TAGS,
    resourceGroup: ['ecs:JoinResourceGroup'],
    delete: ['ecs:DeleteSecurityGroup'],
  },
  // alicloud/resource_alicloud_security_group_rule.go, service_alicloud_ecs.go: ingress only
  alicloud_security_group_rule: {
    create: ['ecs:AuthorizeSecurityGroup'],
    read: ['ecs:DescribeSecurityGroupAttribute'],
    update: ['ecs:ModifySecurityGroupRule'],
    delete: ['ecs:RevokeSecurityGroup'],
  },
  // alicloud/resource_alicloud_ecs_key_pair.go, service_alicloud_ecs_v2.go: always from a public key
  alicloud_ecs_key_pair: {
    create: ['ecs:ImportKeyPair'],
    read: ['ecs:DescribeKeyPairs'],
    tags: ECS_TAGS,
    resourceGroup: ['ecs:JoinResourceGroup'],
    delete: ['ecs:DeleteKeyPairs'],
  },
  // alicloud/resource_alicloud_instance.go, service_alicloud_ecs.go, tags.go: pay-as-you-go, no RAM role
  alicloud_instance: {
    create: ['ecs:RunInstances'],
    read: [
      'ecs:DescribeDisks',
      'ecs:DescribeInstanceAttribute',
      'ecs:DescribeInstanceMaintenanceAttributes',
      'ecs:DescribeInstanceRamRole',
      'ecs:DescribeInstances',
      'ecs:DescribeNetworkInterfaces',
      'ecs:DescribeUserData',
    ],
    update: [
      'ecs:JoinSecurityGroup',
      'ecs:LeaveSecurityGroup',
      'ecs:ModifyInstanceAttribute',
      'ecs:ModifyInstanceMetadataOptions',
      'ecs:ModifyInstanceNetworkSpec',
    ],
    tags: ECS_TAGS,
    resourceGroup: ['ecs:JoinResourceGroup'],
    maintain: [
      'ecs:AttachKeyPair',
      'ecs:ModifyInstanceDeployment',
      'ecs:ModifyInstanceSpec',
      'ecs:ModifyInstanceVpcAttribute',
      'ecs:RebootInstance',
      'ecs:ReplaceSystemDisk',
      'ecs:ResizeDisk',
      'ecs:StartInstance',
      'ecs:StopInstance',
    ],
    delete: ['ecs:DeleteInstance'],
  },
  // alicloud/resource_alicloud_ecs_deployment_set.go, service_alicloud_ecs.go
  alicloud_ecs_deployment_set: {
    create: ['ecs:CreateDeploymentSet'],
    read: ['ecs:DescribeDeploymentSets'],
    update: ['ecs:ModifyDeploymentSetAttribute'],
    delete: ['ecs:DeleteDeploymentSet'],
  },
  // alicloud/resource_alicloud_ecs_disk.go, service_alicloud_ecs_v2.go
  alicloud_ecs_disk: {
    create: ['ecs:CreateDisk'],
    read: ['ecs:DescribeDisks'],
    update: ['ecs:ModifyDiskAttribute', 'ecs:ModifyDiskSpec', 'ecs:ResizeDisk'],
    tags: ECS_TAGS,
    resourceGroup: ['ecs:JoinResourceGroup'],
    delete: ['ecs:DeleteDisk'],
  },
  // alicloud/resource_alicloud_ecs_disk_attachment.go, service_alicloud_ecs.go
  alicloud_ecs_disk_attachment: {
    create: ['ecs:AttachDisk', 'ecs:ModifyDiskAttribute'],
    read: ['ecs:DescribeDisks'],
    delete: ['ecs:DetachDisk'],
  },
  // alicloud/data_source_alicloud_images.go, service_alicloud_ecs.go
  'data.alicloud_images': {
    read: ['ecs:DescribeImages', 'ecs:DescribeTags'],
  },
  // alicloud/resource_alicloud_nlb_load_balancer.go, service_alicloud_nlb_v2.go: never leaves the intranet
  alicloud_nlb_load_balancer: {
    create: ['nlb:CreateLoadBalancer', 'nlb:LoadBalancerJoinSecurityGroup'],
    read: ['nlb:GetJobStatus', 'nlb:GetLoadBalancerAttribute', 'nlb:ListTagResources'],
    update: [
      'nlb:LoadBalancerJoinSecurityGroup',
      'nlb:LoadBalancerLeaveSecurityGroup',
      'nlb:UpdateLoadBalancerAttribute',
      'nlb:UpdateLoadBalancerProtection',
      'nlb:UpdateLoadBalancerZones',
    ],
    tags: NLB_TAGS,
    resourceGroup: ['nlb:MoveResourceGroup'],
    delete: ['nlb:DeleteLoadBalancer'],
  },
  // alicloud/resource_alicloud_nlb_server_group.go, service_alicloud_nlb_v2.go
  alicloud_nlb_server_group: {
    create: ['nlb:CreateServerGroup'],
    read: ['nlb:GetJobStatus', 'nlb:ListServerGroups'],
    update: ['nlb:UpdateServerGroupAttribute'],
    tags: NLB_TAGS,
    resourceGroup: ['nlb:MoveResourceGroup'],
    delete: ['nlb:DeleteServerGroup'],
  },
  // alicloud/resource_alicloud_nlb_server_group_server_attachment.go, service_alicloud_nlb_v2.go
  alicloud_nlb_server_group_server_attachment: {
    create: ['nlb:AddServersToServerGroup'],
    read: ['nlb:ListServerGroupServers'],
    update: ['nlb:UpdateServerGroupServersAttribute'],
    delete: ['nlb:RemoveServersFromServerGroup'],
  },
  // alicloud/resource_alicloud_nlb_listener.go, service_alicloud_nlb_v2.go: never stopped
  alicloud_nlb_listener: {
    create: ['nlb:CreateListener'],
    read: ['nlb:GetJobStatus', 'nlb:GetListenerAttribute'],
    update: ['nlb:UpdateListenerAttribute'],
    tags: NLB_TAGS,
    delete: ['nlb:DeleteListener'],
  },
  // alicloud/resource_alicloud_privatelink_vpc_endpoint_service.go, service_alicloud_private_link_v2.go
  alicloud_privatelink_vpc_endpoint_service: {
    create: ['privatelink:CreateVpcEndpointService'],
    read: [
      'privatelink:GetVpcEndpointServiceAttribute',
      'privatelink:ListTagResources',
      'privatelink:ListVpcEndpointServiceResources',
    ],
    update: ['privatelink:UpdateVpcEndpointServiceAttribute'],
    tags: ['privatelink:TagResources', 'privatelink:UntagResources'],
    resourceGroup: ['privatelink:ChangeResourceGroup'],
    delete: ['privatelink:DeleteVpcEndpointService'],
  },
  // alicloud/resource_alicloud_privatelink_vpc_endpoint_service_resource.go, service_alicloud_private_link_v2.go
  alicloud_privatelink_vpc_endpoint_service_resource: {
    create: ['privatelink:AttachResourceToVpcEndpointService'],
    read: ['privatelink:ListVpcEndpointServiceResources'],
    delete: ['privatelink:DetachResourceFromVpcEndpointService'],
  },
  // alicloud/resource_alicloud_privatelink_vpc_endpoint_service_user.go, service_alicloud_privatelink_v2.go
  alicloud_privatelink_vpc_endpoint_service_user: {
    create: ['privatelink:AddUserToVpcEndpointService'],
    read: ['privatelink:ListVpcEndpointServiceUsers'],
    delete: ['privatelink:RemoveUserFromVpcEndpointService'],
  },
  // alicloud/resource_alicloud_privatelink_vpc_endpoint_connection.go, service_alicloud_private_link_v2.go
  alicloud_privatelink_vpc_endpoint_connection: {
    create: ['privatelink:EnableVpcEndpointConnection'],
    read: ['privatelink:ListVpcEndpointConnections'],
    delete: ['privatelink:DisableVpcEndpointConnection'],
  },
  // alicloud/data_source_alicloud_instance_types.go, service_alicloud_ecs.go
  'data.alicloud_instance_types': { read: ['ecs:DescribeAvailableResource', 'ecs:DescribeInstanceTypes'] },
  // alicloud/data_source_alicloud_nlb_zones.go
  'data.alicloud_nlb_zones': { read: ['nlb:DescribeZones'] },
  // hashicorp/null: lives in the state only
  null_resource: {},
  terraform_data: {},
};

/** What belongs to no resource type, with the reason. */
export const ACCOUNT_ACTIONS: Readonly<Record<string, string>> = {
  // alicloud/connectivity/client.go
  'bssapi:QueryAvailableInstances': 'the provider asks for the site of the account unless accountType is set',
  'ram:CreateServiceLinkedRole': 'the roles of NLB and PrivateLink, at the first use in an account',
};

/**
 * Every action of a type's life cycle.
 *
 * @throws Error naming a type that the table does not know
 */
export function actionsOf(type: string): readonly string[] {
  const lifeCycle = RAM_ACTIONS[type];
  if (!lifeCycle) throw new Error(`no RAM actions are known for ${type}: add it to RAM_ACTIONS`);
  return Object.values(lifeCycle).flat();
}
