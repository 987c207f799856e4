import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { AccessPlan } from '../plan/types';
import { renderDelivery } from '../templates/users';
import { RolloutStep } from './rollout-step';
import type { UserPasswords } from './user-passwords';

export interface PlainPasswordsProps {
  readonly access: AccessPlan;
  readonly passwords: UserPasswords;
  readonly nodeId: number;
  /** The step of that broker. */
  readonly on: RolloutStep;
  /** The step of the last broker. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Brings passwords of PLAIN to a broker, which looks at them at every login. It runs again for another host, other users,
 * and another `kafka.secretsVersion`; Kafka is not restarted.
 */
export class PlainPasswords extends RolloutStep {
  constructor(scope: Construct, id: string, props: PlainPasswordsProps) {
    const { access, passwords, nodeId, on, dependsOn } = props;
    const { host, connection, hostKeys, triggers } = on.props;
    const { instance = '' } = triggers;
    super(scope, id, {
      host,
      connection,
      hostKeys,
      script: renderDelivery(access, nodeId),
      commands: (script) => [`bash ${script}`],
      triggers: { secrets_version: String(access.secretsVersion), instance },
      secret: passwords.secretOf(access.users.map(({ name }) => name)),
      dependsOn,
    });
  }
}
