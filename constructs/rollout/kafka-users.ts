import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { isScram } from '../../domain/mechanisms';
import type { RolloutConfig } from '../../config/schema';
import type { AccessPlan, ClusterPlan } from '../../plan/types';
import { renderUsers } from '../../templates/users/users';
import { RolloutStep, type RolloutTarget } from './rollout-step';
import type { UserPasswords } from '../secrets/user-passwords';

export interface KafkaUsersProps {
  readonly plan: ClusterPlan;
  readonly access: AccessPlan;
  readonly rollout: RolloutConfig;
  readonly passwords: UserPasswords;
  /** The host on which the script runs. */
  readonly on: RolloutTarget;
  /** The step of the last broker: from then on every broker has the authorizer. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Creates the users of the cluster, with exactly the rights of the file. Runs again when users, rights or
 * `kafka.secretsVersion` change.
 */
export class KafkaUsers extends RolloutStep {
  constructor(scope: Construct, id: string, props: KafkaUsersProps) {
    const { plan, access, rollout, passwords, on, dependsOn } = props;
    const { host, connection, hostKeys } = on;
    const names = access.users.map(({ name }) => name);
    super(scope, id, {
      kind: 'users',
      host,
      connection,
      hostKeys,
      script: renderUsers(plan, access, rollout),
      commands: (script) => [`bash ${script}`],
      triggers: { secrets_version: String(access.secretsVersion) },
      secret: access.mechanisms.some(isScram) ? passwords.secretOf(names) : undefined,
      dependsOn,
    });
  }
}
