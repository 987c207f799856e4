import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { DeliveredSecret } from './delivered-secret';
import { RolloutStep } from './rollout-step';

export interface SecretDeliveryProps {
  /** The step of the broker that gets it. */
  readonly on: RolloutStep;
  /** A bash script that puts it where Kafka looks, escaped for Terraform. */
  readonly script: string;
  readonly secret: DeliveredSecret;
  /** `kafka.secretsVersion`. */
  readonly version: number;
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Brings to a broker what Kafka looks at while it runs: passwords of PLAIN at every login, a certificate at every
 * connection. It runs again for another host, another script, and another version; Kafka is not restarted.
 */
export class SecretDelivery extends RolloutStep {
  constructor(scope: Construct, id: string, props: SecretDeliveryProps) {
    const { on, script, secret, version, dependsOn } = props;
    const { host, connection, hostKeys, heldBack, triggers } = on.props;
    const { instance = '' } = triggers;
    super(scope, id, {
      host,
      connection,
      hostKeys,
      heldBack,
      script,
      commands: (path) => [`bash ${path}`],
      triggers: { secrets_version: String(version), instance },
      secret,
      dependsOn,
    });
  }
}
