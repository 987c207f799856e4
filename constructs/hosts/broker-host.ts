import { EcsDisk } from '@cdktf/provider-alicloud/lib/ecs-disk';
import { EcsDiskAttachment } from '@cdktf/provider-alicloud/lib/ecs-disk-attachment';
import { Instance } from '@cdktf/provider-alicloud/lib/instance';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import type { NewBrokerPlan } from '../../plan/types';
import type { HostImage } from './host-image';
import { hostArguments, type HostOptions } from './host-options';
import { HostText } from '../terraform/host-text';
import { instanceLifecycle } from './instance-lifecycle';
import { StatePin } from '../guards/state-pin';

export interface BrokerHostProps {
  readonly broker: NewBrokerPlan;
  /** Id of the vSwitch. */
  readonly vswitchId: string;
  /** Id of the brokers' security group. */
  readonly securityGroupId: string;
  readonly image: HostImage;
  readonly options: HostOptions;
  /** Name of the SSH key pair that the host trusts. */
  readonly keyPairName: string;
  /** `server.properties`, escaped for Terraform. */
  readonly serverProperties: string;
  /** cloud-init user data, escaped for Terraform, that mounts the data disk of this id. */
  readonly userData: (dataDiskId: string) => string;
  /**
   * Id of the deployment set of its zone.
   * @default - none
   */
  readonly deploymentSetId?: string;
  /** Protect instance, disk and pinned facts against destruction. */
  readonly protect: boolean;
  /** Let this apply stop the instance for a new type, image or key. */
  readonly maintained: boolean;
}

/** One broker's instance, and its data disk, which outlives the instance. */
export class BrokerHost extends Construct {
  /** Id of the ECS instance. */
  readonly instanceId: string;
  /** Id of the data disk. */
  readonly dataDiskId: string;
  /** As the cloud reports it, so that references follow a change. */
  readonly privateIp: string;
  /** Deployment set that a new host is in; undefined where there is none. */
  readonly deploymentSetId?: string;
  /** Hash of the `server.properties` that this host should run with. */
  readonly configurationHash: string;

  private readonly instance: Instance;

  constructor(scope: Construct, id: string, props: BrokerHostProps) {
    super(scope, id);
    const { broker, protect } = props;
    const preventDestroy = protect || undefined;

    new StatePin(this, 'identity', {
      facts: { zone: broker.zone, address: broker.address, roles: broker.roles.join(',') },
      locked: protect,
    });
    const disk = new EcsDisk(this, 'data-disk', {
      diskName: `${broker.name}-data`,
      zoneId: broker.zone,
      category: broker.dataDisk.category,
      performanceLevel: broker.dataDisk.performanceLevel,
      size: broker.dataDisk.sizeGiB,
      encrypted: broker.dataDisk.encrypted,
      // A larger size takes effect at once; by default it would after a reboot.
      type: 'online',
      deleteWithInstance: false,
      lifecycle: { preventDestroy },
    });
    const instance = new Instance(this, 'host', {
      instanceName: broker.name,
      hostName: broker.name,
      availabilityZone: broker.zone,
      vswitchId: props.vswitchId,
      privateIp: broker.address,
      securityGroups: [props.securityGroupId],
      imageId: props.image.imageId,
      instanceType: broker.instanceType,
      instanceChargeType: 'PostPaid',
      ...hostArguments(props.options),
      deploymentSetId: props.deploymentSetId,
      systemDiskSize: broker.systemDiskGiB,
      keyName: props.keyPairName,
      userData: new HostText(this, 'user-data', props.userData(disk.id)).base64,
      // The cloud's own guard: it works even when the block, and with it `prevent_destroy`, is no longer configured.
      deletionProtection: protect && !broker.leaving,
      lifecycle: instanceLifecycle({
        preventDestroy: protect,
        maintained: props.maintained,
        imageLookedUp: props.image.lookedUp,
      }),
    });
    new EcsDiskAttachment(this, 'data-disk-attachment', {
      diskId: disk.id,
      instanceId: instance.id,
      // Never set and never read back: after an import, their defaults would replace the attachment.
      lifecycle: { preventDestroy, ignoreChanges: ['bootable', 'delete_with_instance'] },
    });

    this.instance = instance;
    this.instanceId = instance.id;
    this.dataDiskId = disk.id;
    this.deploymentSetId = props.deploymentSetId;
    this.privateIp = instance.privateIp;
    this.configurationHash = new HostText(this, 'server-properties', props.serverProperties).sha256;
  }

  /** Makes a change of the instance wait for a resource. */
  waitFor(dependable: TerraformResource): void {
    const address = `${dependable.terraformResourceType}.${dependable.friendlyUniqueId}`;
    this.instance.dependsOn = [...(this.instance.dependsOn ?? []), address];
  }
}
