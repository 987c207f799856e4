import { AlicloudProvider } from '@cdktf/provider-alicloud/lib/provider';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Aspects, TerraformElement, TerraformStack } from 'cdktf';
import { Construct, type Node } from 'constructs';
import type { Config } from '../config/schema';
import { planCluster } from '../plan/plan';
import type { ClusterPlan } from '../plan/types';
import { renderBastionUserData } from '../templates/render';
import { deploymentBackend } from './backend';
import { Bastion } from './bastion';
import { BrokerFleet } from './broker-fleet';
import { BrokerNlb } from './broker-nlb';
import { ClusterRollout, type ClusterRolloutProps } from './cluster-rollout';
import { EndpointService } from './endpoint-service';
import { HostImage } from './host-image';
import { HostKeys } from './host-keys';
import { type IKafkaVpc, KafkaVpc } from './kafka-vpc';
import { KeptName } from './kept-name';
import { KeyPair } from './key-pair';
import { MaintenanceGate } from './maintenance-gate';
import { fleetOutputs, linkOutputs } from './outputs';
import { Preflight } from './preflight';
import { resourcesOf } from './resources-of';
import { SshAccess } from './ssh-access';
import { Tagging } from './tagging';
import { accountIdVariable, publicKeyVariable, uniqueNameVariable } from './variables';

export interface KafkaStackProps {
  /** A valid deployment file. */
  readonly config: Config;
}

/**
 * A whole deployment: network, hosts, load balancer and endpoint service. With `stage: link` it leaves the hosts out;
 * everything else keeps its address, so that the later full stage only adds.
 */
export class KafkaStack extends TerraformStack {
  /** The plan that was built, with Terraform's variables in the place of what is not yet known. */
  readonly plan: ClusterPlan;

  constructor(scope: Construct, id: string, props: KafkaStackProps) {
    super(scope, id);
    const { config } = props;
    this.plan = planCluster(config, uniqueNameVariable(this, config).stringValue);

    this.addOverride('terraform.required_version', '>= 1.5');
    deploymentBackend(this, config.name, config.backend);
    new AlicloudProvider(this, 'alicloud', { region: config.region, accountType: config.accountType });
    Aspects.of(this).add(new Tagging({ tags: config.tags, resourceGroupId: config.resourceGroupId }));

    if (config.preflight) {
      new Preflight(this, 'preflight', { plan: this.plan, systemDiskCategory: config.systemDiskCategory });
    }
    const vpc = this.network();
    const hosts = config.stage === 'full' ? this.hosts(config, vpc) : undefined;
    const nlb = new BrokerNlb(this, 'nlb', {
      vpc,
      name: this.plan.loadBalancerName,
      listeners: this.plan.listeners,
      backends: hosts?.fleet.hosts,
      deletionProtection: config.loadBalancer.deletionProtection,
      allowFrom: config.loadBalancer.allowFrom,
    });
    if (hosts?.ssh) {
      const { plan } = this;
      const { rollout, replace } = config;
      new ClusterRollout(this, 'rollout', { plan, rollout, replace, nlb, ...hosts, ssh: hosts.ssh });
    }
    const service = new EndpointService(this, 'endpoint-service', {
      loadBalancerId: nlb.loadBalancerId,
      zones: this.plan.zones.map((zone) => zone.id),
      listeners: nlb.listeners,
      consumerAccountId: accountIdVariable(this, config).stringValue,
      description: config.endpointService.description,
      payer: config.endpointService.payer,
      connectBandwidthMbps: config.endpointService.connectBandwidthMbps,
      acceptedEndpoints: config.endpointService.acceptedEndpoints,
    });

    const outputs = new Construct(this, 'outputs');
    linkOutputs(outputs, { plan: this.plan, nlb, service, clusterId: config.tidbCloud.clusterId });
    if (hosts) fleetOutputs(outputs, { plan: this.plan, ...hosts });
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

  private hosts(config: Config, vpc: IKafkaVpc): Hosts {
    new NullProvider(this, 'null');
    new KeptName(this, 'unique-name', { locked: !config.destroyable });
    const { keyPairName } = new KeyPair(this, 'access', {
      name: config.keyPair.name,
      publicKey: publicKeyVariable(this, config).stringValue,
    });
    const image = new HostImage(this, 'image', {
      imageId: config.image.id,
      nameRegex: config.image.nameRegex,
    });
    const hostKeys = new HostKeys(this, 'host-keys');
    const common = { vpc, image, keyPairName, systemDiskCategory: config.systemDiskCategory };

    const bastion =
      this.plan.bastion &&
      new Bastion(this, 'bastion', {
        ...common,
        bastion: this.plan.bastion,
        userData: renderBastionUserData(this.plan, {
          hostKey: hostKeys.cloudConfig(this.plan.bastion.name),
        }),
      });
    const fleet = new BrokerFleet(this, 'brokers', {
      ...common,
      plan: this.plan,
      bastion,
      hostKeys,
      access: config.security,
      protect: !config.destroyable,
      maintain: config.maintain,
    });
    const ssh = this.sshAccess(config, hostKeys, bastion);
    const maintenance = ssh && this.maintenance(config, { fleet, bastion, ssh }, { image, keyPairName });
    return { fleet, bastion, ssh, maintenance };
  }

  /** Terraform's way to the brokers, where there is one. */
  private sshAccess(config: Config, hostKeys: HostKeys, bastion?: Bastion): SshAccess | undefined {
    const { via, bootTimeoutSeconds } = config.rollout;
    if (via === 'bastion' && !bastion) return undefined;
    return new SshAccess(this, 'ssh', {
      via,
      bastion: this.plan.bastion && bastion && { name: this.plan.bastion.name, address: bastion.publicIp },
      hostKeys,
      timeoutSeconds: bootTimeoutSeconds,
    });
  }

  private maintenance(
    { maintain, rollout }: Config,
    { fleet, bastion, ssh }: { fleet: BrokerFleet; bastion?: Bastion; ssh: SshAccess },
    { image, keyPairName }: { image: HostImage; keyPairName: string },
  ): ClusterRolloutProps['maintenance'] {
    const broker = this.plan.brokers.find(({ nodeId }) => nodeId === maintain);
    const askedOn = this.plan.brokers.find(({ nodeId }) => nodeId !== maintain);
    if (!broker || !askedOn) return undefined;
    const brings = {
      instance_type: broker.instanceType,
      image: image.imageId,
      key_pair: keyPairName,
    };
    const gate = new MaintenanceGate(this, 'maintenance', {
      plan: this.plan,
      broker,
      askedOn,
      ssh,
      rollout,
      brings,
      dependsOn: [...resourcesOf(bastion), ...resourcesOf(fleet.firewall)],
    });
    fleet.hosts.get(broker.nodeId)?.waitFor(gate.step);
    return { nodeId: broker.nodeId, brings };
  }
}

interface Hosts {
  readonly fleet: BrokerFleet;
  readonly bastion?: Bastion;
  readonly ssh?: SshAccess;
  readonly maintenance?: ClusterRolloutProps['maintenance'];
}
