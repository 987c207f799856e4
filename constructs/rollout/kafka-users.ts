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
  /** The host from which Kafka is told. */
  readonly on: RolloutTarget;
  /** The step of the last broker, with which every broker denies what is not allowed. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Makes the users of the whole cluster, with exactly the rights of the file. It runs again when they or their rights
 * change, and when another `kafka.secretsVersion` asks for other passwords.
 */
export class KafkaUsers extends RolloutStep {
  constructor(scope: Construct, id: string, props: KafkaUsersProps) {
    const { plan, access, rollout, passwords, on, dependsOn } = props;
    const { host, connection, hostKeys } = on;
    const names = access.users.map(({ name }) => name);
    super(scope, id, {
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
