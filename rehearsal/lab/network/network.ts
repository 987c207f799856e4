import type { CloudView, InstanceView } from '../../cloud/model';
import type { Netns } from '../common';
import { addAddress, connect, createNetns, run } from '../common';
import { gateway, macOf, withPrefix } from './address';
import { Internet } from './internet';
import { routerRules } from './router-rules';
import { securityRules } from './security';

type Vswitch = CloudView['vswitches'][number];
type NetworkView = Pick<CloudView, 'vswitches' | 'instances' | 'securityGroups'>;

/** Where a vSwitch can be plugged into. */
export interface Plug {
  /** The network namespace of the bridge. */
  namespace: string;
  bridge: string;
}

/** The VPC with its vSwitches, and the internet. */
export class LabNetwork {
  private readonly bridges = new Map<string, { bridge: string; vswitch: Vswitch }>();
  private readonly guarded = new Map<string, { netns: Netns; rules: string }>();
  private followed: NetworkView = { vswitches: [], instances: [], securityGroups: [] };
  private rules = '';
  private made = 0;
  private readonly inside: string[] = [];

  private constructor(
    readonly router: Netns,
    readonly internet: Internet,
  ) {}

  /** Makes the namespaces of an empty VPC. */
  static async create(id: string, dir: string): Promise<LabNetwork> {
    const router = await createNetns(id, 'vpc');
    const internet = await Internet.create(id, dir, router);
    await router.exec(['sysctl', '-qw', 'net.ipv4.ip_forward=1']);
    const network = new LabNetwork(router, internet);
    await network.follow(network.followed);
    return network;
  }

  /** Brings vSwitches, public addresses and security groups to what the cloud holds now. */
  async follow(view: NetworkView): Promise<void> {
    this.followed = view;
    for (const vswitch of view.vswitches) if (!this.bridges.has(vswitch.id)) await this.addBridge(vswitch);
    for (const id of this.bridges.keys()) {
      if (!view.vswitches.some((vswitch) => vswitch.id === id)) await this.removeBridge(id);
    }
    const rules = routerRules(view, this.inside);
    if (rules !== this.rules) await load(this.router, rules);
    this.rules = rules;
    for (const instance of view.instances) await this.applySecurity(view, instance);
  }

  /** Gives an address on the internet its own way into the VPC, as by a VPN. */
  async admit(address: string): Promise<void> {
    this.inside.push(address);
    await this.follow(this.followed);
  }

  /** The cloud as it was when it was last followed. */
  get view(): NetworkView {
    return this.followed;
  }

  /** The bridge of a vSwitch, undefined as long as there is none. */
  plug(vswitchId: string): Plug | undefined {
    const found = this.bridges.get(vswitchId);
    return found && { namespace: this.router.name, bridge: found.bridge };
  }

  /** Plugs an instance into its vSwitch; its security groups are enforced before, and from then on. */
  async plugInstance(view: NetworkView, instance: InstanceView, netns: Netns): Promise<void> {
    this.guarded.set(instance.id, { netns, rules: '' });
    await this.applySecurity(view, instance);
    const found = this.bridges.get(instance.vswitchId);
    if (!found)
      throw new Error(`${instance.name} has no network: vSwitch ${instance.vswitchId} does not exist`);
    this.made += 1;
    const port = `port${String(this.made)}`;
    await connect(netns, 'eth0', this.router, port);
    await this.router.exec(['ip', 'link', 'set', port, 'master', found.bridge]);
    await netns.exec(['ip', 'link', 'set', 'eth0', 'address', macOf(instance.privateIp)]);
    await addAddress(netns, 'eth0', withPrefix(instance.privateIp, found.vswitch.cidr));
    await netns.exec(['ip', 'route', 'add', 'default', 'via', gateway(found.vswitch.cidr)]);
  }

  /** Forgets an instance, whose cable goes with its namespace. */
  unplugInstance(instanceId: string): void {
    this.guarded.delete(instanceId);
  }

  private async applySecurity(view: NetworkView, instance: InstanceView): Promise<void> {
    const guarded = this.guarded.get(instance.id);
    if (!guarded) return;
    const rules = securityRules(view, instance);
    if (rules === guarded.rules) return;
    await load(guarded.netns, rules);
    guarded.rules = rules;
  }

  private async addBridge(vswitch: Vswitch): Promise<void> {
    this.made += 1;
    const bridge = `vsw${String(this.made)}`;
    await this.router.exec(['ip', 'link', 'add', bridge, 'type', 'bridge', 'forward_delay', '0']);
    await this.router.exec(['ip', 'link', 'set', bridge, 'address', macOf(gateway(vswitch.cidr)), 'up']);
    await addAddress(this.router, bridge, withPrefix(gateway(vswitch.cidr), vswitch.cidr));
    this.bridges.set(vswitch.id, { bridge, vswitch });
  }

  private async removeBridge(id: string): Promise<void> {
    await run('ip', ['-n', this.router.name, 'link', 'delete', this.bridges.get(id)?.bridge ?? '']);
    this.bridges.delete(id);
  }
}

/** All rules change at once, or none. */
async function load(netns: Netns, rules: string): Promise<void> {
  await netns.exec(['nft', '-f', '-'], { input: rules });
}
