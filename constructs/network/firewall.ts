import { SecurityGroup } from '@cdktf/provider-alicloud/lib/security-group';
import { SecurityGroupRule } from '@cdktf/provider-alicloud/lib/security-group-rule';
import { Construct } from 'constructs';

export interface FirewallProps {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Name of the security group. */
  readonly name: string;
}

/** Where a connection may come from: a range, or the members of a security group. */
export type Source = { readonly cidr: string } | { readonly securityGroupId: string };

/**
 * A security group that allows only what its rules allow. A basic group lets its members reach each other on every
 * port unless its inner access policy is `Drop` (provider documentation).
 */
export class Firewall extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);
    this.securityGroupId = new SecurityGroup(this, 'group', {
      vpcId: props.vpcId,
      securityGroupName: props.name,
      innerAccessPolicy: 'Drop',
    }).id;
  }

  /**
   * Allows TCP connections.
   *
   * @param ruleId what the rule is for; part of its Terraform address
   * @param ports one port, or all
   * @param from where connections come from
   */
  allow(ruleId: string, ports: number | 'all', from: Source): void {
    this.rule(ruleId, 'accept', 'tcp', ports === 'all' ? '1/65535' : `${ports}/${ports}`, 1, from);
  }

  /** Allows ICMP, by which a load balancer probes its own addresses. @param ruleId as for `allow` */
  allowIcmp(ruleId: string, from: Source): void {
    this.rule(ruleId, 'accept', 'icmp', '-1/-1', 1, from);
  }

  /**
   * Denies what no rule allows; needed on a load balancer, whose group otherwise allows everything.
   *
   * @param ruleId as for `allow`
   */
  denyRest(ruleId: string): void {
    this.rule(ruleId, 'drop', 'all', '-1/-1', 100, { cidr: '0.0.0.0/0' });
  }

  private rule(
    ruleId: string,
    policy: 'accept' | 'drop',
    ipProtocol: string,
    portRange: string,
    priority: number,
    from: Source,
  ): void {
    new SecurityGroupRule(this, ruleId, {
      securityGroupId: this.securityGroupId,
      type: 'ingress',
      nicType: 'intranet',
      policy,
      ipProtocol,
      portRange,
      priority,
      ...('cidr' in from ? { cidrIp: from.cidr } : { sourceSecurityGroupId: from.securityGroupId }),
      description: ruleId.replaceAll('-', ' '),
    });
  }
}

/** A range as part of a construct id: `10.0.0.0/18` becomes `10-0-0-0-18`. */
export const cidrId = (cidr: string): string => cidr.replaceAll(/[./]/g, '-');
