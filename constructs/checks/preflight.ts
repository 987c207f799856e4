import { DataAlicloudInstanceTypes } from '@cdktf/provider-alicloud/lib/data-alicloud-instance-types';
import { DataAlicloudNlbZones } from '@cdktf/provider-alicloud/lib/data-alicloud-nlb-zones';
import { Construct } from 'constructs';
import type { ClusterPlan, NewClusterPlan } from '../../plan/types';

export interface PreflightProps {
  readonly plan: ClusterPlan;
  /**
   * Category of the system disks: whether a host is in stock depends on it.
   * @default - no host is built, so none is looked up
   */
  readonly systemDiskCategory?: string;
}

/** A postcondition of a look-up. */
interface Condition {
  readonly condition: string;
  readonly errorMessage: string;
}

/**
 * Checks at every plan what would otherwise fail in the middle of an apply, and changes nothing: whether each zone
 * offers the load balancer, and has each host's instance type in stock. One plan shows all failures.
 *
 * It does not check whether PrivateLink is activated, or which zones have it: the provider can only activate it.
 */
export class Preflight extends Construct {
  constructor(scope: Construct, id: string, { plan, systemDiskCategory }: PreflightProps) {
    super(scope, id);
    new DataAlicloudNlbZones(this, 'load-balancer-zones', { lifecycle: { postcondition: offered(plan) } });
    if (plan.cluster === 'existing') return;
    new DataAlicloudInstanceTypes(this, 'stock', {
      instanceChargeType: 'PostPaid',
      systemDiskCategory,
      lifecycle: { postcondition: inStock(plan) },
    });
  }
}

function offered({ zones, region }: ClusterPlan): Condition[] {
  return zones.map(({ id }) => ({
    condition: `\${contains(self.ids, "${id}")}`,
    errorMessage:
      `Zone ${id} of zones offers no network load balancer. ${region} has it in: ` +
      '${join(", ", self.ids)}. Choose one of these.',
  }));
}

function inStock(plan: NewClusterPlan): Condition[] {
  return [...hostsByOffer(plan).values()].map(({ instanceType, zone, hosts }) => {
    // Not by the look-up's own filter by type: the API lists every type (provider's code).
    const zones = `flatten([for type in self.instance_types : type.availability_zones if type.id == "${instanceType}"])`;
    return {
      condition: `\${contains(${zones}, "${zone}")}`,
      errorMessage:
        `${instanceType} for ${hosts.join(', ')} is out of stock in zone ${zone}; in stock in: ` +
        `\${join(", ", coalescelist(${zones}, ["no zone"]))}. ` +
        'Choose another instanceType or zone, or set preflight to false if these hosts exist already.',
    };
  });
}

/** Hosts of one type in one zone share a condition. */
function hostsByOffer({ brokers, bastion }: NewClusterPlan) {
  const offers = new Map<string, { instanceType: string; zone: string; hosts: string[] }>();
  for (const { name, instanceType, zone } of bastion ? [bastion, ...brokers] : brokers) {
    const key = `${instanceType} ${zone}`;
    const offer = offers.get(key) ?? { instanceType, zone, hosts: [] };
    offer.hosts.push(name);
    offers.set(key, offer);
  }
  return offers;
}
