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
import { appliedSteps } from './gather/steps';
import { type InternalCertificates, identityOf } from './identity-of';
import { loginOf } from './login-of';
import { uniqueName } from './unique-name';

/** How long to wait for the cloud. */
const CLOUD_MS = 45_000;

/** What the doctor needs. */
export interface Examination {
  readonly config: Config;
  /** Terraform variables, as given to `apply`. */
  readonly variables: Readonly<Record<string, string>>;
  /** `terraform` or `tofu`. */
  readonly program: string;
  /** Folder of the stack, synthesized and initialized. */
  readonly stack: string;
  /** Public host keys by host. */
  readonly hostKeys: Readonly<Record<string, string>>;
  /** Passwords of Kafka's users that are known here. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Certificates for INTERNAL that are known here. */
  readonly internalCertificates: InternalCertificates;
  /** An empty folder for temporary files, with a short path. */
  readonly folder: string;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

/** Gathers all facts of a deployment. Changes nothing. @throws Error when there is no state */
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
  const applied = plan.cluster === 'new' && config.cluster === 'new' ? appliedSteps(config, plan, state) : {};
  return { plan, accountId, acceptedEndpoints, cloud, applied, ...seen };
}

interface Seen {
  hosts?: HostFacts[];
  contacts: Contact[];
  cluster?: ClusterFacts;
}

async function examineHosts(examination: Examination, plan: ClusterPlan, state: State): Promise<Seen> {
  const { config, folder, variables, passwords, signal } = examination;
  if (plan.cluster === 'existing' || config.cluster === 'existing' || plan.stage === 'link') {
    return { contacts: [] }; // no hosts, or of an existing cluster
  }
  const hosts = sshHosts(config, examination.hostKeys, plan, state);
  if (hosts === undefined) return { contacts: [] };
  const identity = identityOf(plan, examination.internalCertificates);
  const ssh = new Ssh(join(folder, 'ssh'), hosts, variables['ssh_private_key_file'] || undefined);
  try {
    const jump = hosts.find(({ via }) => via !== undefined)?.via;
    if (jump !== undefined) await ssh.share(jump, signal);
    const seen = await askHosts(plan, ssh, signal);
    // Connections to Kafka start inside the VPC: at the bastion, or else at a broker.
    const reached = seen.filter(({ problem }) => problem === undefined).map(({ name }) => name);
    const from = reached.find((name) => name === plan.bastion?.name) ?? reached[0];
    if (from === undefined) return { hosts: seen, contacts: [] };
    if (from !== jump) await ssh.share(from, signal);
    const dial: Dial = (endpoint, until) => ssh.dial(from, endpoint, until);
    const wanted = wantedContacts(config, plan, state, from);
    const serving = servingBrokers(plan).map(({ internal }) => internal);
    const [contacts, cluster] = await Promise.all([
      contactAll(plan, wanted, dial, signal, loginOf(plan, passwords), identity),
      // Without a certificate, INTERNAL gives no metadata.
      plan.internalTls && !identity ? undefined : askCluster(serving, dial, signal, identity),
    ]);
    return { hosts: seen, contacts, cluster };
  } finally {
    ssh.close();
  }
}
