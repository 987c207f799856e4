import type { Config } from '../../../config/schema';

/** The account that plays TiDB Cloud where nobody names one. */
export const CONSUMER_ACCOUNT = '5000000000000001';
/** A well-formed key that nobody can log in with. */
const PUBLIC_KEY = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${'A'.repeat(43)} simulated`;

/**
 * `TF_VAR_` variables for what Terraform would ask: only what neither the file nor the environment tells, since
 * Terraform prefers them to the file. `-var` is preferred to them.
 */
export function defaultVariables(config: Config, env: NodeJS.ProcessEnv): Record<string, string> {
  const wanted: [name: string, told: string | undefined, value: string][] = [
    ['TF_VAR_tidb_cloud_account_id', config.tidbCloud.accountId, CONSUMER_ACCOUNT],
  ];
  if (config.cluster === 'new') {
    wanted.push(['TF_VAR_ssh_public_key', config.keyPair.publicKey, PUBLIC_KEY]);
    // No host boots here, so none could be reached.
    wanted.push(['TF_VAR_rollout', undefined, 'false']);
  }
  const missing = wanted.filter(([name, told]) => told === undefined && env[name] === undefined);
  return Object.fromEntries(missing.map(([name, , value]) => [name, value]));
}
