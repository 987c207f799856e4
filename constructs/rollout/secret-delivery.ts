import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { DeliveredSecret } from '../secrets/secret';
import { RolloutStep, type RolloutTarget, type StepKind } from './rollout-step';

export interface SecretDeliveryProps {
  readonly kind: StepKind;
  /** The host that gets it. */
  readonly to: RolloutTarget;
  /** A bash script that puts the secret where Kafka reads it; escaped for Terraform. */
  readonly script: string;
  readonly secret: DeliveredSecret;
  /** `kafka.secretsVersion`. */
  readonly version: number;
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Delivers to a host what Kafka reads while it runs: passwords of PLAIN at every login, certificates at every
 * connection. Runs again for another host, script or version; Kafka does not restart.
 */
export class SecretDelivery extends RolloutStep {
  constructor(scope: Construct, id: string, props: SecretDeliveryProps) {
    const { kind, to, script, secret, version, dependsOn } = props;
    super(scope, id, {
      ...to,
      kind,
      script,
      commands: (path) => [`bash ${path}`],
      triggers: { ...to.triggers, secrets_version: String(version) },
      secret,
      dependsOn,
    });
  }
}
