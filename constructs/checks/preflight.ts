import { DataAlicloudInstanceTypes } from '@cdktf/provider-alicloud/lib/data-alicloud-instance-types';
import { DataAlicloudNlbZones } from '@cdktf/provider-alicloud/lib/data-alicloud-nlb-zones';
import { Construct } from 'constructs';
import type { ClusterPlan, NewClusterPlan } from '../../plan/types';

export interface PreflightProps {
  readonly plan: ClusterPlan;
  /**
   * Category of the system disks, which decides where a host can be had.
   * @default - no host is built, so none is asked for
   */
  readonly systemDiskCategory?: string;
}

interface Condition {
  readonly condition: string;
  readonly errorMessage: string;
}

/**
 * Asks the cloud at every plan for what would else fail in the middle of an apply, and changes nothing there: whether the
 * load balancer is offered in each zone, and each host's type in stock. All failures come with one plan.
 *
 * It does not ask whether PrivateLink is opened or which zones have it: the provider can only open it, never look.
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
    // The look-up's own filter by type is not relied upon: the API lists every type (provider's code).
    const zones = `flatten([for type in self.instance_types : type.availability_zones if type.id == "${instanceType}"])`;
    return {
      condition: `\${contains(${zones}, "${zone}")}`,
      errorMessage:
        `${instanceType} for ${hosts.join(', ')} cannot be had in zone ${zone} now; in stock in: ` +
        `\${join(", ", coalescelist(${zones}, ["no zone"]))}. ` +
        'Choose another instanceType or zone, or set preflight to false if these hosts exist already.',
    };
  });
}

/** Hosts of one type in one zone are one question. */
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
