import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { DELIVERED_INTERNAL, INTERNAL_DELIVERY_FOLDER } from '../../templates/tls/internal-delivery';
import type { DeliveredSecret } from './secret';
import { INTERNAL_CA, INTERNAL_CERTIFICATES } from '../../secrets/names';

/**
 * Certificates from a private CA, by which brokers and bastion authenticate. Keys reach hosts only by a file
 * provisioner, of which Terraform shows and stores nothing: neither its JSON nor its state contains them.
 */
export class InternalCertificates extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new TerraformVariable(scope, 'internal-ca', {
      type: 'string',
      nullable: false,
      default: '',
      description:
        'Certificates of the CAs that brokers and bastion trust where kafka.internalTls is set, in PEM: npx kafka-link internal-certificates.',
      validation: [
        {
          condition: `\${var.${INTERNAL_CA} == "" || can(regex("BEGIN[ ]CERTIFICATE-----", var.${INTERNAL_CA}))}`,
          errorMessage: `The value of ${INTERNAL_CA} must be the text of a PEM file with a block CERTIFICATE, not its path.`,
        },
      ],
    }).overrideLogicalId(INTERNAL_CA);
    new TerraformVariable(scope, 'internal-certificates', {
      type: 'map(string)',
      nullable: false,
      default: {},
      sensitive: true,
      description:
        'Of each host, by its name, the private key (PKCS #8) and the certificate of kafka_internal_ca, in PEM: npx kafka-link internal-certificates. Others are delivered once kafka.secretsVersion is raised.',
      validation: [
        {
          condition: `\${alltrue([for pem in values(var.${INTERNAL_CERTIFICATES}) : can(regex("BEGIN[ ]PRIVATE KEY-----", pem)) && can(regex("BEGIN[ ]CERTIFICATE-----", pem))])}`,
          errorMessage: `The values of ${INTERNAL_CERTIFICATES} must be texts in PEM, with a block PRIVATE KEY and a block CERTIFICATE.`,
        },
      ],
    }).overrideLogicalId(INTERNAL_CERTIFICATES);
  }

  /** A host's key and certificate, and the CAs that it trusts. @param host its name */
  secretOf(host: string): DeliveredSecret {
    return {
      folder: INTERNAL_DELIVERY_FOLDER,
      files: {
        [DELIVERED_INTERNAL.keyStore]: `\${trimspace(lookup(var.${INTERNAL_CERTIFICATES}, "${host}", ""))}\n`,
        [DELIVERED_INTERNAL.trustStore]: `\${trimspace(var.${INTERNAL_CA})}\n`,
      },
      precondition: {
        condition: `\${var.${INTERNAL_CA} != "" && contains(keys(var.${INTERNAL_CERTIFICATES}), "${host}")}`,
        errorMessage:
          `kafka.internalTls is set, and ${host} has no certificate. Make those that are missing: npx kafka-link internal-certificates; ` +
          `or set the variables ${INTERNAL_CA} and ${INTERNAL_CERTIFICATES}.`,
      },
    };
  }
}
