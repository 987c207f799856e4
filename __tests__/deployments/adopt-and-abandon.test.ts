import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { existingClusterSchema } from '../../config/existing-schema';
import type { ExistingConfig, NewConfig } from '../../config/schema';
import { type CloudView, inspect } from '../../rehearsal/cloud/model';
import { documents, shellBlocks } from '../docs/support/documents';
import { withBrokersOutside } from './support/brokers-outside';
import { deployment, kafkaYaml } from './support/configs';
import { CONSUMER, Rig } from './support/rig';

jest.setTimeout(300_000);

const RUNBOOK = 'docs/runbooks/adopt-and-abandon.md';
const blocks = documents()
  .filter(({ path }) => path === RUNBOOK)
  .flatMap(shellBlocks);

/** A block of the runbook, by words of it. */
function recipe(words: RegExp): string {
  const found = blocks.find(({ script }) => words.test(script));
  if (!found) throw new Error(`${RUNBOOK} has no block with: ${String(words)}`);
  return found.script;
}

/** Runs it where Terraform runs. */
function shell(rig: Rig, script: string): Promise<string> {
  const env = { ...process.env, ...rig.environment };
  for (const [name, value] of Object.entries(rig.variables)) env[`TF_VAR_${name}`] = value;
  return new Promise((resolve, reject) => {
    execFile('bash', ['-euo', 'pipefail', '-c', script], { cwd: rig.dir, env }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${script}\n${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
}

describe('a fleet that this app made', () => {
  const built = kafkaYaml();
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.open();
    await rig.write(built);
    await rig.apply();
  });
  afterAll(() => rig.close());

  test('is abandoned: the link stays as it is, and nothing happens to hosts and disks', async () => {
    await shell(rig, recipe(/state pull/));
    await shell(rig, recipe(/state mv .*brokers_firewall/));
    await shell(rig, recipe(/state rm/));
    const left = await rig.addresses();
    expect(left.filter((address) => !/\.(nlb|endpoint-service|admission)_/.test(address))).toEqual([]);

    const outside = inspect(rig.cloud);
    rig.news();
    await rig.write(abandoned(built, rig));
    expect((await rig.plan()).actions).toEqual({});
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
    expect(rig.news()).toEqual([]);
    expect(inspect(rig.cloud)).toEqual(outside);
  });

  test('is taken back: its hosts, disks and groups are imported, and nothing is replaced', async () => {
    await rig.write(built);
    await shell(rig, recipe(/state mv .*admission/));
    await shell(rig, recipe(/jq/));
    const outside = inspect(rig.cloud);
    const plan = await rig.plan();
    expect(plan.with('delete')).toEqual([]);
    expect(plan.with('replace')).toEqual([]);
    const remembered = /^(null_resource|terraform_data)\./;
    expect(await updatedSettings(rig)).toEqual(['type', 'dry_run']); // of Terraform's alone
    expect(plan.with('create').filter((address) => !remembered.test(address))).toEqual([]);
    await rig.must('apply', 'plan.bin');
    expect(rig.powerNews()).toEqual([]);
    expect(inspect(rig.cloud)).toEqual(outside);
    expect(await rig.isSettled()).toBe(true);
  });
});

describe('a link that exists already', () => {
  test('is imported by the ids that the runbook tells, and stays as it is', async () => {
    const rig = await Rig.open();
    try {
      const example = deployment('examples/existing-cluster.yaml');
      if (example.cluster !== 'existing') throw new Error('the example is of another kind');
      await rig.write(await withBrokersOutside(example, rig.cloud));
      await rig.apply();
      const addresses = await rig.addresses();
      await shell(rig, "terraform state list | tr '\\n' '\\0' | xargs -0 terraform state rm");
      const made = inspect(rig.cloud);
      rig.news();

      const blocks = addresses.map((to) => ({ to, id: idOf(to, made) }));
      writeFileSync(join(rig.dir, 'adopt.tf.json'), JSON.stringify({ import: blocks }));
      expect((await rig.plan()).actions).toEqual({});
      await rig.must('apply', 'plan.bin');
      expect(await rig.addresses()).toEqual(addresses);
      expect(await rig.isSettled()).toBe(true);
      expect(rig.news()).toEqual([]);
      expect(inspect(rig.cloud)).toEqual(made);
    } finally {
      rig.close();
    }
  });
});

/** Names of all attributes that the plan updates in place. */
async function updatedSettings(rig: Rig): Promise<string[]> {
  const { resource_changes: changes } = JSON.parse(await rig.must('show', '-json', 'plan.bin')) as {
    resource_changes: { change: { actions: string[]; before: object; after: Record<string, unknown> } }[];
  };
  const updates = changes.filter(({ change }) => change.actions.join() === 'update');
  const names = updates.flatMap(({ change: { before, after } }) => {
    const prior = new Map(Object.entries(before));
    return Object.keys(after).filter((key) => JSON.stringify(after[key]) !== JSON.stringify(prior.get(key)));
  });
  return [...new Set(names)];
}

/** The id by which something is imported, from what the console would show. */
function idOf(address: string, { loadBalancers, endpointServices, securityGroups }: CloudView): string {
  const [type = '', name = ''] = address.split('.');
  const [balancer] = loadBalancers;
  const [service] = endpointServices;
  const [group] = securityGroups;
  const node = /broker-(\d)/.exec(name)?.[1];
  const listener = balancer?.listeners.find(({ port }) => port === (node ? 9092 + Number(node) : 9092));
  const broker = Number(/backend-(\d)/.exec(name)?.[1]);
  const zone = /ap-southeast-1[abc]/.exec(name)?.[0] ?? '';
  switch (type) {
    case 'alicloud_nlb_load_balancer':
      return String(balancer?.id);
    case 'alicloud_nlb_listener':
      return `${String(listener?.id.split('@')[0])}@${String(listener?.port)}`;
    case 'alicloud_nlb_server_group':
      return String(listener?.serverGroup.id);
    case 'alicloud_nlb_server_group_server_attachment': {
      const own = ['10.0.1.11', '10.0.65.12', '10.0.129.13'][broker - 1];
      const server = listener?.serverGroup.servers.find((one) => one.address === own);
      const kind = server?.serverId.startsWith('eni-') ? 'Eni' : 'Ecs';
      return [listener?.serverGroup.id, server?.serverId, own, kind, 39092].join('_');
    }
    case 'alicloud_privatelink_vpc_endpoint_service':
      return String(service?.id);
    case 'alicloud_privatelink_vpc_endpoint_service_resource':
      return `${String(service?.id)}:${String(balancer?.id)}:${zone}`;
    case 'alicloud_privatelink_vpc_endpoint_service_user':
      return `${String(service?.id)}:${CONSUMER}`;
    case 'alicloud_security_group_rule': {
      const range = `10.0.${64 * 'abc'.indexOf(zone.slice(-1))}.0/24`;
      return `${String(group?.id)}:ingress:tcp:39092/39092:intranet:${range}:accept:1`;
    }
    default:
      throw new Error(`the runbook tells no id of ${address}`);
  }
}

/** The file of the same brokers as ones that run already. */
function abandoned({ name, zones, brokers, controllers }: NewConfig, rig: Rig): ExistingConfig {
  const view = inspect(rig.cloud);
  const hostOf = (id: number) => view.instances.find((one) => one.name === `broker-node${id}`);
  return existingClusterSchema.parse({
    name,
    cluster: 'existing',
    vpc: { id: view.instances[0]?.vpcId, cidr: '10.0.0.0/16' },
    zones: zones.map(({ id, cidr }) => ({
      id,
      cidr,
      vswitchId: view.vswitches.find((one) => one.cidr === cidr)?.id,
    })),
    brokers: brokers.map(({ id, zone }) => ({
      id,
      zone,
      address: hostOf(id)?.privateIp,
      server: hostOf(id)?.id,
    })),
    controllers,
    existing: {
      securityGroupId: view.securityGroups.find((one) => one.name === 'broker-security-group')?.id,
    },
  });
}
