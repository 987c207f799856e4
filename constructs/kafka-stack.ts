import { AlicloudProvider } from '@cdktf/provider-alicloud/lib/provider';
import { Aspects, TerraformElement, TerraformStack } from 'cdktf';
import { Construct, type Node } from 'constructs';
import type { Config } from '../config/schema';
import { planCluster } from '../plan/plan';
import type { ClusterPlan } from '../plan/types';
import { deploymentBackend } from './terraform/backend';
import { BrokerAdmission } from './link/broker-admission';
import { BrokerNlb } from './link/broker-nlb';
import { clusterHosts } from './cluster-hosts';
import { ClusterRollout } from './rollout/cluster-rollout';
import { EndpointService } from './link/endpoint-service';
import { existingBackends } from './link/existing-backends';
import { type IKafkaVpc, KafkaVpc } from './network/kafka-vpc';
import { fleetOutputs, linkOutputs } from './outputs/outputs';
import { Preflight } from './checks/preflight';
import { Tagging } from './terraform/tagging';
import { accountIdVariable, uniqueNameVariable } from './variables';

export interface KafkaStackProps {
  /** A valid deployment file. */
  readonly config: Config;
}

/**
 * A whole deployment as one stack: network, hosts, load balancer and endpoint service. `stage: link` leaves the hosts
 * out, and `cluster: existing` has none; everything else keeps its Terraform address, so that the later full stage only
 * adds.
 */
export class KafkaStack extends TerraformStack {
  /** The plan that was built, with Terraform variables in place of values that are not known yet. */
  readonly plan: ClusterPlan;

  constructor(scope: Construct, id: string, props: KafkaStackProps) {
    super(scope, id);
    const { config } = props;
    const plan = planCluster(config, uniqueNameVariable(this, config).stringValue);
    this.plan = plan;

    this.addOverride('terraform.required_version', '>= 1.5');
    deploymentBackend(this, config.name, config.backend);
    new AlicloudProvider(this, 'alicloud', { region: config.region, accountType: config.accountType });
    Aspects.of(this).add(new Tagging({ tags: config.tags, resourceGroupId: config.resourceGroupId }));

    if (config.preflight) {
      const systemDiskCategory = config.cluster === 'new' ? config.systemDiskCategory : undefined;
      new Preflight(this, 'preflight', { plan, systemDiskCategory });
    }
    const vpc = this.network();
    const own = plan.cluster === 'new' && config.cluster === 'new' && plan.stage === 'full';
    const hosts = own ? clusterHosts({ scope: this, config, plan, vpc }) : undefined;
    const running = plan.cluster === 'existing' ? existingBackends(plan) : undefined;
    const nlb = new BrokerNlb(this, 'nlb', {
      vpc,
      name: plan.loadBalancerName,
      portMappings: plan.portMappings,
      backends: hosts?.fleet.hosts ?? running,
      targets: plan.cluster === 'existing' ? plan.targets : 'servers',
      deletionProtection: config.loadBalancer.deletionProtection,
      allowFrom: config.loadBalancer.allowFrom,
    });
    if (own && hosts?.ssh) {
      const { rollout, replace, repair } = config;
      new ClusterRollout(this, 'rollout', { plan, rollout, replace, repair, nlb, ...hosts, ssh: hosts.ssh });
    }
    if (plan.cluster === 'existing' && plan.securityGroupId !== undefined) {
      new BrokerAdmission(this, 'admission', {
        securityGroupId: plan.securityGroupId,
        externalListeners: plan.externalListeners,
        vswitches: vpc.vswitches,
      });
    }
    const service = new EndpointService(this, 'endpoint-service', {
      loadBalancerId: nlb.loadBalancerId,
      zones: plan.zones.map((zone) => zone.id),
      listeners: nlb.listeners,
      consumerAccountId: accountIdVariable(this, config).stringValue,
      description: config.endpointService.description,
      payer: config.endpointService.payer,
      connectBandwidthMbps: config.endpointService.connectBandwidthMbps,
      acceptedEndpoints: config.endpointService.acceptedEndpoints,
    });

    const outputs = new Construct(this, 'outputs');
    linkOutputs(outputs, { plan, nlb, service, clusterId: config.tidbCloud.clusterId });
    if (hosts) fleetOutputs(outputs, { plan, ...hosts });
  }

  /**
   * Terraform addresses that read like the construct tree and never change: `alicloud_instance.brokers_1_host`. They
   * are unique because no id in the tree holds the separator.
   */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const ids = node.scopes.slice(node.scopes.findIndex((scope) => scope === this) + 1).map((s) => s.node.id);
    return ids.length > 1 && ids.some((part) => part.includes('_'))
      ? super.allocateLogicalId(element)
      : ids.join('_');
  }

  private network(): IKafkaVpc {
    const { vpc, zones } = this.plan;
    return vpc.id === undefined
      ? new KafkaVpc(this, 'network', { ...vpc, zones })
      : KafkaVpc.fromExisting(this, 'network', { vpcId: vpc.id, cidr: vpc.cidr, zones });
  }
}
