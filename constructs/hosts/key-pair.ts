import { EcsKeyPair } from '@cdktf/provider-alicloud/lib/ecs-key-pair';
import { Fn, Op, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';

export interface KeyPairProps {
  /** Name of the key pair. */
  readonly name: string;
  /** One line of an OpenSSH public key. No private key ever reaches Terraform. */
  readonly publicKey: string;
}

/**
 * The SSH key pair that new hosts trust; running hosts keep their keys. Alibaba Cloud has no call to change the key of
 * a pair, and refuses to delete a pair while an instance uses it. So the pair stays unchanged, and a plan with another
 * key or name warns and says how to get one.
 */
export class KeyPair extends Construct {
  /** Name of the key pair, as hosts refer to it. */
  readonly keyPairName: string;

  constructor(scope: Construct, id: string, props: KeyPairProps) {
    super(scope, id);
    const pair = new EcsKeyPair(this, 'key-pair', {
      keyPairName: props.name,
      publicKey: props.publicKey,
      lifecycle: { ignoreChanges: ['key_pair_name', 'public_key'] },
    });
    this.keyPairName = pair.keyPairName;
    this.warnOfChange(pair, props);
  }

  private warnOfChange(pair: EcsKeyPair, { name, publicKey }: KeyPairProps): void {
    const address = `${pair.terraformResourceType}.${pair.friendlyUniqueId}`;
    const wished = Fn.trimspace(publicKey);
    // The state of an imported pair does not know its key.
    const held = Fn.trimspace(Fn.coalesce([pair.publicKey, publicKey]));
    TerraformStack.of(this).addOverride(`check.${pair.friendlyUniqueId}.assert`, [
      {
        condition: Token.asString(Op.and(Op.eq(held, wished), Op.eq(pair.keyPairName, name))),
        error_message:
          'The key pair keeps the name and the key that it was created with: it can be neither changed nor deleted ' +
          `while hosts use it. For another key, run "terraform state rm ${address}", choose another keyPair.name and ` +
          'apply: new hosts then trust the new key, and hosts that run keep theirs.',
      },
    ]);
  }
}
