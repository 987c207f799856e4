import { demand } from './errors';
import { containsAddress, formatAddress, isReserved, parseAddress, parseCidr } from './network';
import type { CloudRecord } from './state';
import type { Transaction } from './transaction';
import { blocks, text } from './values';

/** A private address that is taken, and by what. */
export interface AddressUse {
  readonly address: string;
  readonly owner: string;
}

/** Every address that is taken in a vSwitch. */
export function addressesIn(tx: Transaction, vswitchId: string): AddressUse[] {
  const ofInstances = tx
    .all('alicloud_instance')
    .filter((instance) => instance.attributes.vswitch_id === vswitchId)
    .map((instance) => ({ address: text(instance.attributes, 'private_ip'), owner: instance.id }));
  const ofBalancers = tx.all('alicloud_nlb_load_balancer').flatMap((balancer) =>
    blocks(balancer.attributes, 'zone_mappings')
      .filter((mapping) => mapping.vswitch_id === vswitchId)
      .map((mapping) => ({ address: text(mapping, 'private_ipv4_address'), owner: balancer.id })),
  );
  return [...ofInstances, ...ofBalancers];
}

/**
 * The address that `owner` gets in a vSwitch: the wanted one, which must be free, or else the lowest free one.
 * (The real cloud picks an arbitrary free one; whoever plans addresses must not count on either.)
 */
export function takeAddress(
  tx: Transaction,
  vswitch: CloudRecord,
  wanted: string,
  owner: string,
  attribute: string,
): string {
  const block = text(vswitch.attributes, 'cidr_block');
  const range = parseCidr(block);
  if (!range) throw new Error(`${vswitch.id} has no valid range.`);
  const taken = addressesIn(tx, vswitch.id).filter((use) => use.owner !== owner);
  if (wanted === '') {
    for (let address = range.base + 1; !isReserved(range, address); address += 1) {
      const free = formatAddress(address);
      if (!taken.some((use) => use.address === free)) return free;
    }
    demand(
      false,
      'InsufficientIpAddress',
      `vSwitch ${vswitch.id} (${block}) has no free address.`,
      attribute,
    );
  }
  const address = parseAddress(wanted);
  demand(
    address !== undefined && containsAddress(range, address),
    'InvalidPrivateIpAddress.Malformed',
    `Address ${wanted} is not in block ${block} of vSwitch ${vswitch.id}.`,
    attribute,
  );
  demand(
    !isReserved(range, address),
    'InvalidPrivateIpAddress.Unusable',
    `Address ${wanted} is reserved: the first and the last three of vSwitch ${vswitch.id} (${block}) belong to the platform.`,
    attribute,
  );
  const other = taken.find((use) => use.address === wanted);
  demand(
    other === undefined,
    'InvalidPrivateIpAddress.Duplicated',
    `Address ${wanted} in vSwitch ${vswitch.id} is taken by ${other?.owner ?? ''}.`,
    attribute,
  );
  return wanted;
}
