import { takeAddress } from '../addresses';
import type { Attributes } from '../api';
import { demand, requireRecord } from '../errors';
import { findImage } from '../images';
import type { InstanceType } from '../instance-types';
import { isInStock, parseInstanceType } from '../instance-types';
import { requireZone } from '../regions';
import type { CloudRecord, Image } from '../state';
import type { Transaction } from '../transaction';
import { numeric, text, texts } from '../values';

const MOST_USER_DATA_BYTES = 32 * 1024;

/** Where an instance is placed and what it is made of, after every rule on that was checked. */
export interface Placement {
  readonly vswitch: CloudRecord;
  readonly zone: string;
  readonly type: InstanceType;
  readonly image: Image;
  readonly privateIp: string;
}

/** Checks what RunInstances and the calls that change an instance check; `id` is the instance itself. */
export function placeInstance(tx: Transaction, planned: Attributes, id: string): Placement {
  const vswitch = requireRecord(
    tx,
    'alicloud_vswitch',
    text(planned, 'vswitch_id'),
    'InvalidVSwitchId.NotFound',
    'vswitch_id',
  );
  const zone = text(vswitch.attributes, 'zone_id');
  const wantedZone = text(planned, 'availability_zone') || zone;
  requireZone(tx.region, wantedZone, 'availability_zone');
  demand(
    wantedZone === zone,
    'InvalidParameter.Mismatch',
    `Zone ${wantedZone} is not the zone of vSwitch ${vswitch.id}, which is ${zone}.`,
    'availability_zone',
  );
  requireGroups(tx, planned, vswitch);
  requireNamed(tx, planned);
  requireUserData(text(planned, 'user_data'));
  const type = requireType(tx, text(planned, 'instance_type'), zone, id);
  const image = requireImage(tx, planned);
  const privateIp = takeAddress(tx, vswitch, text(planned, 'private_ip'), id, 'private_ip');
  return { vswitch, zone, type, image, privateIp };
}

function requireGroups(tx: Transaction, planned: Attributes, vswitch: CloudRecord): void {
  const groups = texts(planned, 'security_groups');
  demand(
    groups.length > 0,
    'MissingParameter.SecurityGroupId',
    'An instance needs a security group.',
    'security_groups',
  );
  for (const id of groups) {
    const group = requireRecord(
      tx,
      'alicloud_security_group',
      id,
      'InvalidSecurityGroupId.NotFound',
      'security_groups',
    );
    demand(
      group.attributes.vpc_id === vswitch.attributes.vpc_id,
      'InvalidSecurityGroupId.VPCMismatch',
      `Security group ${id} and vSwitch ${vswitch.id} are in different VPCs.`,
      'security_groups',
    );
  }
}

function requireNamed(tx: Transaction, planned: Attributes): void {
  const key = text(planned, 'key_name');
  if (key !== '') requireRecord(tx, 'alicloud_ecs_key_pair', key, 'InvalidKeyPairName.NotFound', 'key_name');
  const set = text(planned, 'deployment_set_id');
  if (set !== '') {
    requireRecord(
      tx,
      'alicloud_ecs_deployment_set',
      set,
      'InvalidDeploymentSetId.NotFound',
      'deployment_set_id',
    );
  }
  const host = text(planned, 'host_name');
  demand(
    host === '' || /^(?=.{2,64}$)[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/.test(host),
    'InvalidHostName.Malformed',
    `Host name ${host} must be 2 to 64 letters, digits, and single dots or dashes between them.`,
    'host_name',
  );
}

function requireType(tx: Transaction, name: string, zone: string, id: string): InstanceType {
  const type = parseInstanceType(name);
  demand(
    type !== undefined,
    'InvalidInstanceType.ValueNotSupported',
    `There is no instance type ${name}.`,
    'instance_type',
  );
  // An instance keeps the type that it has, sold out or not.
  const has = tx.get('alicloud_instance', id)?.attributes.instance_type === name;
  demand(
    has || isInStock(tx.meta, name, zone),
    'OperationDenied.NoStock',
    `Instance type ${name} is sold out in zone ${zone}.`,
    'instance_type',
  );
  return type;
}

function requireImage(tx: Transaction, planned: Attributes): Image {
  const id = text(planned, 'image_id');
  const image = findImage(tx.meta, id);
  demand(
    image !== undefined,
    'InvalidImageId.NotFound',
    `There is no image ${id} in region ${tx.region}.`,
    'image_id',
  );
  const size = numeric(planned, 'system_disk_size');
  demand(
    size === undefined || (size >= image.size && size <= 2048),
    'InvalidSystemDiskSize.ValueNotSupported',
    `A system disk from image ${id} has ${String(image.size)} to 2048 GiB, not ${String(size)}.`,
    'system_disk_size',
  );
  return image;
}

function requireUserData(userData: string): void {
  const bytes = decodeUserData(userData).length;
  demand(
    bytes <= MOST_USER_DATA_BYTES,
    'InvalidUserData.SizeExceeded',
    `The user data has ${String(bytes)} bytes before base64; ${String(MOST_USER_DATA_BYTES)} are allowed.`,
    'user_data',
  );
}

/** What the instance sees: text that decodes as base64 is taken for base64, as the provider does. */
export function decodeUserData(userData: string): Buffer {
  const decoded = Buffer.from(userData, 'base64');
  return userData !== '' && decoded.toString('base64') === userData ? decoded : Buffer.from(userData);
}
