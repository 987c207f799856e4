import { Fn, TerraformLocal, TerraformVariable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { PUBLIC_KEYS, PRIVATE_KEYS } from '../../secrets/names';

/**
 * SSH host keys that new hosts are given at their first boot, so that the very first connection can be verified. They
 * come as variables from `npx kafka-link host-keys`; a host without one makes its own. The private keys are the one secret in
 * user data: everybody who may read the instance's metadata, the state or the disk can read them. With a key one can
 * only impersonate the host towards its administrators.
 */
export class HostKeys extends Construct {
  private readonly publicKeys: TerraformVariable;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.publicKeys = keysVariable(this, PUBLIC_KEYS, {
      description:
        'Public host key (ed25519, OpenSSH format) of each host, by its name: npx kafka-link host-keys.',
    });
    keysVariable(this, PRIVATE_KEYS, {
      description: 'Private host key of each host, by its name: npx kafka-link host-keys.',
      sensitive: true,
    });
  }

  /** The public key of a host; '' while it is not known. */
  publicKey(host: string): string {
    return Token.asString(Fn.lookup(this.publicKeys.value, host, ''));
  }

  /** Whether the key of a host is known, as a Terraform condition. */
  knows(host: string): string {
    return Token.asString(Fn.contains(Fn.keys(this.publicKeys.value), host));
  }

  /** A line of cloud-init's `#cloud-config` that gives a host its key; empty while there is none. */
  cloudConfig(host: string): string {
    const privateKey = `lookup(var.${PRIVATE_KEYS}, "${host}", "")`;
    const publicKey = `lookup(var.${PUBLIC_KEYS}, "${host}", "")`;
    // JSON is YAML.
    const keys = `jsonencode({ ed25519_private = ${privateKey}, ed25519_public = ${publicKey} })`;
    const line = new TerraformLocal(
      this,
      host,
      `\${${privateKey} == "" ? "" : format("ssh_keys: %s", ${keys})}`,
    );
    return line.asString;
  }
}

function keysVariable(
  scope: Construct,
  name: string,
  { description, sensitive }: { description: string; sensitive?: boolean },
): TerraformVariable {
  const variable = new TerraformVariable(scope, name, {
    type: 'map(string)',
    nullable: false,
    default: {},
    description,
    sensitive,
  });
  variable.overrideLogicalId(name);
  return variable;
}
