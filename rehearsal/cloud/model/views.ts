import type { Attributes } from './api';
import { describe } from './consumer';
import { ENDPOINT } from './endpoints';
import { decodeUserData } from './resources/instance-placement';
import type { CloudRecord } from './state';
import type { Transaction } from './transaction';
import { blocks, flag, numeric, text, texts } from './values';
import type {
  CloudView,
  DiskView,
  EndpointServiceView,
  InstanceView,
  LoadBalancerView,
  SecurityGroupView,
} from './view-types';

/** Reads the whole region. */
export function viewOf(tx: Transaction, types: readonly string[]): CloudView {
  const counts = types.map((type) => [type, tx.all(type).length] as const).filter(([, count]) => count > 0);
  return {
    vswitches: tx.all('alicloud_vswitch').map(({ id, attributes }) => ({
      id,
      name: text(attributes, 'vswitch_name'),
      vpcId: text(attributes, 'vpc_id'),
      zone: text(attributes, 'zone_id'),
      cidr: text(attributes, 'cidr_block'),
    })),
    instances: tx.all('alicloud_instance').map((record) => instanceView(tx, record)),
    securityGroups: tx.all('alicloud_security_group').map((record) => groupView(tx, record)),
    loadBalancers: tx.all('alicloud_nlb_load_balancer').map((record) => balancerView(tx, record)),
    endpointServices: tx
      .all('alicloud_privatelink_vpc_endpoint_service')
      .map((record) => serviceView(tx, record)),
    endpoints: tx.all(ENDPOINT).map(describe),
    counts: Object.fromEntries(counts),
  };
}

function instanceView(tx: Transaction, { id, attributes }: CloudRecord): InstanceView {
  const key = tx.get('alicloud_ecs_key_pair', text(attributes, 'key_name'));
  return {
    id,
    name: text(attributes, 'instance_name'),
    hostName: text(attributes, 'host_name'),
    status: attributes.status === 'Stopped' ? 'Stopped' : 'Running',
    zone: text(attributes, 'availability_zone'),
    vpcId: text(attributes, 'vpc_id'),
    vswitchId: text(attributes, 'vswitch_id'),
    privateIp: text(attributes, 'private_ip'),
    publicIp: text(attributes, 'public_ip'),
    imageId: text(attributes, 'image_id'),
    instanceType: text(attributes, 'instance_type'),
    userData: decodeUserData(text(attributes, 'user_data')),
    publicKey: text(key?.hidden ?? {}, 'public_key'),
    securityGroups: texts(attributes, 'security_groups'),
    systemDisk: {
      id: text(attributes, 'system_disk_id'),
      size: numeric(attributes, 'system_disk_size') ?? 0,
    },
    dataDisks: tx
      .all('alicloud_ecs_disk_attachment')
      .filter((attachment) => attachment.attributes.instance_id === id)
      .map((attachment) => diskView(tx, attachment.attributes)),
  };
}

function diskView(tx: Transaction, attachment: Attributes): DiskView {
  const id = text(attachment, 'disk_id');
  const record = tx.get('alicloud_ecs_disk', id);
  const disk = record?.attributes ?? {};
  return {
    id,
    name: text(disk, 'disk_name'),
    serial: id.replace(/^d-/, ''),
    device: text(attachment, 'device'),
    size: numeric(record?.hidden ?? {}, 'seen_size') ?? numeric(disk, 'size') ?? 0,
  };
}

function groupView(tx: Transaction, { id, attributes }: CloudRecord): SecurityGroupView {
  const rules = tx.all('alicloud_security_group_rule').map((rule) => rule.attributes);
  return {
    id,
    name: text(attributes, 'security_group_name'),
    vpcId: text(attributes, 'vpc_id'),
    innerAccess: attributes.inner_access_policy === 'Accept',
    rules: rules
      .filter((rule) => rule.security_group_id === id)
      .map((rule) => ({
        direction: rule.type === 'egress' ? 'egress' : 'ingress',
        policy: rule.policy === 'drop' ? 'drop' : 'accept',
        priority: numeric(rule, 'priority') ?? 1,
        protocol: text(rule, 'ip_protocol'),
        portRange: text(rule, 'port_range') || '-1/-1',
        cidr: text(rule, 'cidr_ip'),
        sourceGroup: text(rule, 'source_security_group_id'),
      })),
  };
}

function balancerView(tx: Transaction, { id, attributes }: CloudRecord): LoadBalancerView {
  return {
    id,
    name: text(attributes, 'load_balancer_name'),
    dnsName: text(attributes, 'dns_name'),
    addressType: text(attributes, 'address_type'),
    crossZone: flag(attributes, 'cross_zone_enabled'),
    zones: blocks(attributes, 'zone_mappings').map((mapping) => ({
      zone: text(mapping, 'zone_id'),
      vswitchId: text(mapping, 'vswitch_id'),
      address: text(mapping, 'private_ipv4_address'),
    })),
    listeners: tx
      .all('alicloud_nlb_listener')
      .filter((listener) => listener.attributes.load_balancer_id === id)
      .map((listener) => ({
        id: listener.id,
        port: numeric(listener.attributes, 'listener_port') ?? 0,
        protocol: text(listener.attributes, 'listener_protocol'),
        status: text(listener.attributes, 'status'),
        idleTimeout: numeric(listener.attributes, 'idle_timeout') ?? 0,
        proxyProtocol: flag(listener.attributes, 'proxy_protocol_enabled'),
        serverGroup: serverGroupView(tx, text(listener.attributes, 'server_group_id')),
      })),
  };
}

function serverGroupView(tx: Transaction, id: string): LoadBalancerView['listeners'][number]['serverGroup'] {
  const group = tx.get('alicloud_nlb_server_group', id)?.attributes ?? {};
  const servers = tx.all('alicloud_nlb_server_group_server_attachment').map((server) => server.attributes);
  return {
    id,
    name: text(group, 'server_group_name'),
    preserveClientIp: flag(group, 'preserve_client_ip_enabled'),
    servers: servers
      .filter((server) => server.server_group_id === id)
      .map((server) => ({
        serverId: text(server, 'server_id'),
        address: text(server, 'server_ip'),
        port: numeric(server, 'port') ?? 0,
        weight: numeric(server, 'weight') ?? 0,
      })),
  };
}

function serviceView(tx: Transaction, { id, attributes }: CloudRecord): EndpointServiceView {
  const of = (type: string) =>
    tx
      .all(type)
      .map((record) => record.attributes)
      .filter((other) => other.service_id === id);
  return {
    id,
    name: text(attributes, 'vpc_endpoint_service_name'),
    autoAccept: flag(attributes, 'auto_accept_connection'),
    accounts: of('alicloud_privatelink_vpc_endpoint_service_user').map((user) => text(user, 'user_id')),
    resources: of('alicloud_privatelink_vpc_endpoint_service_resource').map((resource) => ({
      loadBalancerId: text(resource, 'resource_id'),
      zone: text(resource, 'zone_id'),
    })),
  };
}
