import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import type { Config, NewConfig } from '../config/schema';

/**
 * Values that are known only after synthesis, or differ between the phases of a pipeline: Terraform variables, whose
 * defaults the deployment file may set. Their rules are here and in the schema, since at synthesis they are only
 * tokens.
 */
export function uniqueNameVariable(scope: Construct, config: Config): TerraformVariable {
  return variable(scope, 'unique_name', {
    description: 'Unique name of the domain that TiDB Cloud attached to the private link connection.',
    value: config.tidbCloud.uniqueName,
    pattern: '^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$',
    rule: 'must be one DNS label of lower-case letters, digits, "_" and "-"',
  });
}

/** `tidb_cloud_account_id`: the Alibaba Cloud account that may connect. */
export function accountIdVariable(scope: Construct, config: Config): TerraformVariable {
  return variable(scope, 'tidb_cloud_account_id', {
    description: "TiDB Cloud's Alibaba Cloud account id, which may connect to the endpoint service.",
    value: config.tidbCloud.accountId,
    pattern: '^[0-9]{10,20}$',
    rule: 'must be an Alibaba Cloud account id: 10 to 20 digits',
  });
}

/** `ssh_public_key`: the key that every host trusts. */
export function publicKeyVariable(scope: Construct, config: NewConfig): TerraformVariable {
  return variable(scope, 'ssh_public_key', {
    description: 'SSH public key that every host trusts, one line in OpenSSH format.',
    value: config.keyPair.publicKey,
    pattern: '^(ssh-rsa|ssh-ed25519|ecdsa-sha2-[^ ]+) [A-Za-z0-9+/=]+( .*)?$',
    rule: 'must be one line of an OpenSSH public key',
  });
}

interface VariableProps {
  readonly description: string;
  /** Default; without one, Terraform asks for the value. */
  readonly value: string | undefined;
  /** Regular expression without backslash or quote, which would need escaping in two languages. */
  readonly pattern: string;
  readonly rule: string;
}

function variable(scope: Construct, name: string, props: VariableProps): TerraformVariable {
  return new TerraformVariable(scope, name, {
    type: 'string',
    nullable: false,
    description: props.description,
    default: props.value,
    validation: [
      {
        condition: `\${can(regex("${props.pattern}", var.${name}))}`,
        errorMessage: `The value of ${name} ${props.rule}.`,
      },
    ],
  });
}
