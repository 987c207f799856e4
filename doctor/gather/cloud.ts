import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CloudFacts, CloudResource, Connection, Rule } from '../facts';
import { text } from '../resource';
import { command } from './command';
import type { State } from './state';

const SERVICE = 'alicloud_privatelink_vpc_endpoint_service';
const CONNECTIONS = 'alicloud_privatelink_vpc_endpoint_connections';
const RULES = 'alicloud_security_group_rules';

export interface CloudQuestion {
  /** Program of Terraform's or OpenTofu's. */
  readonly program: string;
  /** Folder of the stack, where `terraform init` has run. */
  readonly stack: string;
  /** An empty folder of our own. */
  readonly folder: string;
  readonly state: State;
  readonly accountId?: string;
  readonly signal: AbortSignal;
}

/**
 * Asks the cloud what it holds of a state: a plan that only refreshes, of a copy of that state, in a folder of its own.
 * Neither the state nor its lock nor anything in the cloud can be touched by it. Data sources beside it tell what
 * Terraform does not manage: who asks for the endpoint service, and rules that others have made.
 */
export async function askCloud(question: CloudQuestion): Promise<CloudFacts> {
  const { state } = question;
  const known = { resources: state.resources, applied: state.applied, gone: [], rules: [] };
  try {
    const values = await refresh(question);
    const managed = values.filter(({ mode }) => mode === 'managed');
    const here = new Set(managed.map(({ address }) => address));
    return {
      live: true,
      applied: state.applied,
      resources: managed,
      gone: state.resources.map(({ address }) => address).filter((address) => !here.has(address)),
      rules: rulesOf(values),
      connections: connectionsOf(values, question.accountId),
    };
  } catch (error) {
    return { ...known, live: false, problem: (error as Error).message };
  }
}

interface Read extends CloudResource {
  readonly mode: string;
  readonly name: string;
}

async function refresh({ program, stack, folder, state, accountId, signal }: CloudQuestion): Promise<Read[]> {
  const synthesized = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8')) as {
    terraform: { required_providers: unknown };
    provider: unknown;
  };
  mkdirSync(join(folder, '.terraform'), { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'terraform.tfstate'), state.text, { mode: 0o600 });
  writeFileSync(
    join(folder, 'main.tf.json'),
    JSON.stringify({
      terraform: { required_providers: synthesized.terraform.required_providers },
      provider: synthesized.provider,
      data: dataOf(state, accountId),
    }),
  );
  const lock = join(stack, '.terraform.lock.hcl');
  if (existsSync(lock)) copyFileSync(lock, join(folder, '.terraform.lock.hcl'));
  const data = resolve(stack, process.env['TF_DATA_DIR'] ?? '.terraform');
  symlinkSync(join(data, 'providers'), join(folder, '.terraform/providers'));
  const run = (...args: string[]) =>
    command(program, args, { cwd: folder, env: withoutStackSettings(process.env), signal });
  await run('plan', '-refresh-only', '-input=false', '-lock=false', '-no-color', '-out=seen');
  const seen = JSON.parse(await run('show', '-json', 'seen')) as {
    prior_state?: { values?: { root_module?: { resources?: Read[] } } };
  };
  return seen.prior_state?.values?.root_module?.resources ?? [];
}

function dataOf({ resources }: State, accountId: string | undefined): object | undefined {
  const service = resources.find(({ type }) => type === SERVICE);
  const groups = resources.filter(({ type }) => type === 'alicloud_security_group');
  const asked = service && { service_id: service.values['id'] };
  const owner = accountId !== undefined && { ...asked, endpoint_owner_id: Number(accountId) };
  const data = {
    ...(asked && { [CONNECTIONS]: { all: asked, ...(owner && { tidb: owner }) } }),
    ...(groups.length > 0 && {
      [RULES]: Object.fromEntries(
        groups.map(({ values }, index) => [
          `group_${index}`,
          { group_id: values['id'], direction: 'ingress' },
        ]),
      ),
    }),
  };
  return Object.keys(data).length > 0 ? data : undefined;
}

function connectionsOf(values: readonly Read[], accountId: string | undefined): Connection[] | undefined {
  const list = (name: string) => {
    const found = values.find((one) => one.mode === 'data' && one.type === CONNECTIONS && one.name === name);
    return found?.values['connections'] as { endpoint_id: string; status: string }[] | undefined;
  };
  const ours = list('tidb')?.map(({ endpoint_id }) => endpoint_id);
  return list('all')?.map(({ endpoint_id: endpointId, status }) => ({
    endpointId,
    status,
    ofTidbCloud: accountId === undefined ? undefined : ours?.includes(endpointId),
  }));
}

function rulesOf(values: readonly Read[]): Rule[] {
  return values
    .filter(({ mode, type }) => mode === 'data' && type === RULES)
    .flatMap((group) =>
      ((group.values['rules'] ?? []) as Record<string, unknown>[]).map((rule) => {
        const of = (name: string) => text({ values: rule }, name);
        return {
          groupId: text(group, 'group_id'),
          groupName: text(group, 'group_name'),
          policy: of('policy'),
          protocol: of('ip_protocol'),
          ports: of('port_range'),
          source: of('source_cidr_ip') || of('source_group_id'),
        };
      }),
    );
}

/** Settings of the user's for the stack mean nothing in a folder without its variables, workspaces and backend. */
function withoutStackSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = Object.entries(env).filter(([name]) => !/^TF_(CLI_ARGS|VAR_|WORKSPACE$|DATA_DIR$)/.test(name));
  return { ...Object.fromEntries(ours), TF_IN_AUTOMATION: '1' };
}
