import { EcsKeyPair } from '@cdktf/provider-alicloud/lib/ecs-key-pair';
import { Resource } from '@cdktf/provider-null/lib/resource';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

export interface KeyPairProps {
  readonly name: string;
  /** One line of an OpenSSH public key. No private key ever reaches Terraform. */
  readonly publicKey: string;
}

/** The SSH key pair that new hosts trust. Hosts that run keep the keys they have. */
export class KeyPair extends Construct {
  readonly keyPairName: string;

  constructor(scope: Construct, id: string, props: KeyPairProps) {
    super(scope, id);
    // The provider plans a changed public key as an update and then writes nothing: replace the key pair instead.
    const key = new Resource(this, 'public-key', { triggers: { sha256: Fn.sha256(props.publicKey) } });
    const pair = new EcsKeyPair(this, 'key-pair', {
      keyPairName: props.name,
      publicKey: props.publicKey,
      lifecycle: { replaceTriggeredBy: [key] },
    });
    this.keyPairName = pair.keyPairName;
  }
}
