import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Cloud } from '../../../../../rehearsal/cloud/model';
import { inspect, openCloud } from '../../../../../rehearsal/cloud/model';
import type { Netns } from '../../../../../rehearsal/lab/common';
import {
  claimFolder,
  createNetns,
  newLabId,
  removeFolder,
  requirePrerequisites,
} from '../../../../../rehearsal/lab/common';
import { LabNetwork } from '../../../../../rehearsal/lab/network';
import { Nlb, NLB_PREREQUISITES } from '../../../../../rehearsal/lab/nlb';
import type { Deployment } from './deployment';
import { deploy } from './deployment';

/** The network of a lab with empty namespaces in place of its hosts. */
export interface Bench {
  id: string;
  dir: string;
  cloud: Cloud;
  deployment: Deployment;
  network: LabNetwork;
  nlb: Nlb;
  /** One namespace for each instance, by its name. */
  hosts: Record<string, Netns>;
  /** The addresses of the load balancer. */
  addresses: string[];
  /** Says what else to undo, before everything that is there. */
  undo(step: () => Promise<void>): void;
}

const steps: (() => Promise<void>)[] = [];
const undo = (step: () => Promise<void>): void => void steps.push(step);

/** Removes all that was made, also of a bench that was never complete; the last comes first. */
export async function removeBench(): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps.splice(0).reverse()) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'));
}

/** Makes three brokers' namespaces and a bastion's; the load balancer has yet to be updated for the first time. */
export async function makeBench(): Promise<Bench> {
  requirePrerequisites(NLB_PREREQUISITES);
  const id = newLabId();
  const parent = resolve(__dirname, '../../../../../.rehearsal');
  mkdirSync(parent, { recursive: true });
  const dir = claimFolder(join(parent, id), id);
  undo(() => removeFolder(dir, id));
  const cloud = openCloud(join(dir, 'cloud.json'));
  const deployment = await deploy(cloud);
  const view = inspect(cloud);
  const network = await LabNetwork.create(id, dir);
  undo(async () => {
    for (const netns of [network.internet.operator, network.internet.netns, network.router])
      await netns.delete();
  });
  await network.follow(view);
  const hosts: Record<string, Netns> = {};
  for (const instance of view.instances) {
    const netns = await createNetns(id, instance.name);
    undo(() => netns.delete());
    await network.plugInstance(view, instance, netns);
    hosts[instance.name] = netns;
  }
  const nlb = await Nlb.create({ id, dir, cloud, plug: (vswitchId) => network.plug(vswitchId) });
  undo(() => nlb.stop());
  const addresses = view.loadBalancers.flatMap(({ zones }) => zones.map(({ address }) => address));
  return { id, dir, cloud, deployment, network, nlb, hosts, addresses, undo };
}

/** The namespace of a host. */
export function host(bench: Bench, name: string): Netns {
  const found = bench.hosts[name];
  if (!found) throw new Error(`no host ${name}`);
  return found;
}
