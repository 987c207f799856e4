import { SecurityGroupRule } from '@cdktf/provider-alicloud/lib/security-group-rule';
import { TerraformIterator } from 'cdktf';
import { Construct } from 'constructs';
import type { ExternalListenerPlan } from '../../plan/types';
import type { BrokerVSwitch } from '../network/kafka-vpc';

export interface BrokerAdmissionProps {
  /** Security group of brokers that run already. */
  readonly securityGroupId: string;
  /** Listeners that the load balancer must reach. */
  readonly externalListeners: readonly ExternalListenerPlan[];
  /** vSwitches of the load balancer. */
  readonly vswitches: readonly BrokerVSwitch[];
}

/**
 * Allows the load balancer to reach the external listeners in a security group that has another owner: one resource
 * with a rule for each listener and vSwitch. Terraform leaves the rest of the group unchanged.
 */
export class BrokerAdmission extends Construct {
  constructor(scope: Construct, id: string, props: BrokerAdmissionProps) {
    super(scope, id);
    const rules = props.externalListeners.flatMap(({ id: listener, port }) =>
      props.vswitches.map(({ zone, cidr }) => {
        // As in the group of a new cluster: a rule can move from there to here unchanged.
        const description = `${listener}-from-load-balancer-${zone}`.replaceAll('-', ' ');
        return [`${listener}-${zone}`, { ports: `${port}/${port}`, cidr, description }] as const;
      }),
    );
    const each = TerraformIterator.fromMap(Object.fromEntries(rules));
    new SecurityGroupRule(this, 'from-load-balancer', {
      forEach: each,
      securityGroupId: props.securityGroupId,
      type: 'ingress',
      nicType: 'intranet',
      policy: 'accept',
      ipProtocol: 'tcp',
      portRange: each.getString('ports'),
      priority: 1,
      // The load balancer hides its clients and calls from addresses of its own in these vSwitches.
      cidrIp: each.getString('cidr'),
      description: each.getString('description'),
    });
  }
}
