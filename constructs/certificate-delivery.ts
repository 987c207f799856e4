import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { TlsPlan } from '../plan/types';
import { renderCertificateDelivery } from '../templates/tls';
import type { CertificateVariables } from './certificate-variables';
import { RolloutStep } from './rollout-step';

export interface CertificateDeliveryProps {
  readonly tls: TlsPlan;
  readonly certificate: CertificateVariables;
  readonly nodeId: number;
  /** The step of that broker. */
  readonly on: RolloutStep;
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Brings the certificate to a broker, which looks at it at every connection, and sees that it serves by it. It runs again
 * for another host, another server name, and another `kafka.secretsVersion`; Kafka is not restarted.
 */
export class CertificateDelivery extends RolloutStep {
  constructor(scope: Construct, id: string, props: CertificateDeliveryProps) {
    const { tls, certificate, nodeId, on, dependsOn } = props;
    const { host, connection, hostKeys, triggers, heldBack } = on.props;
    const { instance = '' } = triggers;
    super(scope, id, {
      host,
      connection,
      hostKeys,
      heldBack,
      script: renderCertificateDelivery(tls, nodeId),
      commands: (script) => [`bash ${script}`],
      triggers: { secrets_version: String(tls.secretsVersion), instance },
      secret: certificate.secret,
      dependsOn,
    });
  }
}
