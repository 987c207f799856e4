import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { DELIVERED_KEY_STORE, TLS_DELIVERY_FOLDER } from '../../templates/tls/certificate-delivery';
import type { DeliveredSecret } from './secret';
import { CERTIFICATE, KEY } from '../../secrets/names';

/**
 * The certificate of listeners with TLS, and its private key. They reach hosts only by a file provisioner, of which
 * Terraform shows and stores nothing: neither its JSON nor its state contains them.
 */
export class CertificateVariables extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    pemVariable(this, CERTIFICATE, {
      block: 'CERTIFICATE',
      description:
        'Certificate of listeners with tls, then those of its issuers without the root, in PEM: npx kafka-link certificate. Another one is delivered once kafka.secretsVersion is raised.',
    });
    pemVariable(this, KEY, {
      block: 'PRIVATE KEY',
      description: 'Private key of kafka_tls_certificate, in PEM: PKCS #8 without a password.',
    });
  }

  /** The file with the certificate that a broker serves, and its key. */
  get secret(): DeliveredSecret {
    return {
      folder: TLS_DELIVERY_FOLDER,
      files: { [DELIVERED_KEY_STORE]: `\${trimspace(var.${KEY})}\n\${trimspace(var.${CERTIFICATE})}\n` },
      precondition: {
        condition: `\${var.${CERTIFICATE} != "" && var.${KEY} != ""}`,
        errorMessage:
          'A listener of externalListeners has tls, and there is no certificate. Take it over: npx kafka-link certificate; or set ' +
          `the variables ${CERTIFICATE} and ${KEY}.`,
      },
    };
  }
}

function pemVariable(
  scope: Construct,
  name: string,
  { block, description }: { block: string; description: string },
): void {
  new TerraformVariable(scope, name.replaceAll('_', '-'), {
    type: 'string',
    nullable: false,
    default: '',
    sensitive: true,
    description,
    validation: [
      {
        condition: `\${var.${name} == "" || can(regex("BEGIN[ ]${block}-----", var.${name}))}`,
        errorMessage: `The value of ${name} must be the text of a PEM file with a block ${block}, not its path; a key of another kind is converted by npx kafka-link certificate.`,
      },
    ],
  }).overrideLogicalId(name);
}
