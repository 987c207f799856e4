import { join } from 'node:path';
import type { Config } from '../config/schema';
import { planCluster } from '../plan/plan';
import type { ClusterPlan } from '../plan/types';
import { servingBrokers } from '../plan/brokers';
import type { ClusterFacts, Contact, Facts, HostFacts } from './facts';
import { askCloud } from './gather/cloud';
import { askCluster } from './gather/cluster';
import { contactAll, type Dial } from './gather/contacts';
import { askHosts } from './gather/hosts';
import { sshHosts, wantedContacts } from './gather/places';
import { Ssh } from './gather/ssh';
import { readState, type State } from './gather/state';
import { type InternalCertificates, identityOf } from './identity-of';
import { loginOf } from './login-of';
import { uniqueName } from './unique-name';

/** The cloud gets this much of the whole time. */
const CLOUD_MS = 45_000;

/** What the doctor goes by. */
export interface Examination {
  readonly config: Config;
  /** Terraform variables, as given to `apply`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Program of Terraform's or OpenTofu's. */
  readonly program: string;
  /** Folder of the stack, synthesized and initialized. */
  readonly stack: string;
  /** Public host keys by host. */
  readonly hostKeys: Readonly<Record<string, string>>;
  /** Passwords of Kafka's users, as far as they are known here. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Certificates by which INTERNAL admits hosts, as far as they are known here. */
  readonly internalCertificates: InternalCertificates;
  /** An empty folder of our own, with a short path. */
  readonly folder: string;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

/** Gathers all facts of a deployment. Changes nothing. @throws Error when there is no state to go by */
export async function examine(examination: Examination): Promise<Facts> {
  const { config, variables, program, stack, folder, signal } = examination;
  const state = await readState(program, stack, signal);
  const plan = planCluster(config, uniqueName(config, variables, state));
  const accountId = variables['tidb_cloud_account_id'] ?? config.tidbCloud.accountId;
  const patience = AbortSignal.any([signal, AbortSignal.timeout(CLOUD_MS)]);
  const [cloud, seen] = await Promise.all([
    askCloud({ program, stack, state, accountId, folder: join(folder, 'cloud'), signal: patience }),
    examineHosts(examination, plan, state),
  ]);
  const { acceptedEndpoints = [] } = config.endpointService;
  return { plan, accountId, acceptedEndpoints, cloud, ...seen };
}

interface Seen {
  hosts?: HostFacts[];
  contacts: Contact[];
  cluster?: ClusterFacts;
}

async function examineHosts(examination: Examination, plan: ClusterPlan, state: State): Promise<Seen> {
  const { config, folder, variables, passwords, signal } = examination;
  if (plan.cluster === 'existing' || config.cluster === 'existing' || plan.stage === 'link') {
    return { contacts: [] }; // no hosts, or not ours
  }
  const hosts = sshHosts(config, examination.hostKeys, plan, state);
  if (hosts === undefined) return { contacts: [] };
  const identity = identityOf(plan, examination.internalCertificates);
  const ssh = new Ssh(join(folder, 'ssh'), hosts, variables['ssh_private_key_file'] || undefined);
  try {
    const jump = hosts.find(({ via }) => via !== undefined)?.via;
    if (jump !== undefined) await ssh.share(jump, signal);
    const told = await askHosts(plan, ssh, signal);
    // Kafka is spoken to from inside the VPC: from the bastion, or else from a broker.
    const reached = told.filter(({ problem }) => problem === undefined).map(({ name }) => name);
    const from = reached.find((name) => name === plan.bastion?.name) ?? reached[0];
    if (from === undefined) return { hosts: told, contacts: [] };
    if (from !== jump) await ssh.share(from, signal);
    const dial: Dial = (endpoint, until) => ssh.dial(from, endpoint, until);
    const wanted = wantedContacts(config, plan, state, from);
    const serving = servingBrokers(plan).map(({ internal }) => internal);
    const [contacts, cluster] = await Promise.all([
      contactAll(plan, wanted, dial, signal, loginOf(plan, passwords), identity),
      // To a stranger, INTERNAL tells nothing.
      plan.internalTls && !identity ? undefined : askCluster(serving, dial, signal, identity),
    ]);
    return { hosts: told, contacts, cluster };
  } finally {
    ssh.close();
  }
}
