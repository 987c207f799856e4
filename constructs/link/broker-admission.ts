import { SecurityGroupRule } from '@cdktf/provider-alicloud/lib/security-group-rule';
import { TerraformIterator } from 'cdktf';
import { Construct } from 'constructs';
import type { ExternalListenerPlan } from '../../plan/types';
import type { BrokerVSwitch } from '../network/kafka-vpc';

export interface BrokerAdmissionProps {
  /** Security group of brokers that run already. */
  readonly securityGroupId: string;
  readonly externalListeners: readonly ExternalListenerPlan[];
  /** vSwitches of the load balancer. */
  readonly vswitches: readonly BrokerVSwitch[];
}

/**
 * Opens the external listeners to the load balancer in a security group of somebody else's: one resource of as many rules
 * as there are listeners and vSwitches. Nothing else of the group is Terraform's.
 */
export class BrokerAdmission extends Construct {
  constructor(scope: Construct, id: string, props: BrokerAdmissionProps) {
    super(scope, id);
    const rules = props.externalListeners.flatMap(({ id: listener, port }) =>
      props.vswitches.map(({ zone, cidr }) => {
        // As in the group of a cluster that is built: a rule can move from there to here as it is.
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
