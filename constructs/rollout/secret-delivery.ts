import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { DeliveredSecret } from '../secrets/secret';
import { RolloutStep, type RolloutTarget } from './rollout-step';

export interface SecretDeliveryProps {
  /** The host that gets it. */
  readonly to: RolloutTarget;
  /** A bash script that puts it where Kafka looks, escaped for Terraform. */
  readonly script: string;
  readonly secret: DeliveredSecret;
  /** `kafka.secretsVersion`. */
  readonly version: number;
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Brings to a host what Kafka looks at while it runs: passwords of PLAIN at every login, certificates at every
 * connection. It runs again for another host, another script, and another version; Kafka is not restarted.
 */
export class SecretDelivery extends RolloutStep {
  constructor(scope: Construct, id: string, props: SecretDeliveryProps) {
    const { to, script, secret, version, dependsOn } = props;
    super(scope, id, {
      ...to,
      script,
      commands: (path) => [`bash ${path}`],
      triggers: { ...to.triggers, secrets_version: String(version) },
      secret,
      dependsOn,
    });
  }
}
