import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import type { RolloutConfig } from '../../config/schema';
import type { HostKeys } from '../secrets/host-keys';

/** A `connection` block of a provisioner. */
export type Connection = Readonly<Record<string, unknown>>;

/** A host that SSH reaches. */
export interface SshHost {
  readonly name: string;
  readonly address: string;
}

export interface SshAccessProps {
  /** The way to the hosts: through the bastion of this deployment, directly, or through another jump host. */
  readonly via: RolloutConfig['via'];
  /**
   * Bastion of this deployment.
   * @default - none
   */
  readonly bastion?: SshHost;
  readonly hostKeys: HostKeys;
  /** How long Terraform waits for a host to answer, in seconds. */
  readonly timeoutSeconds: number;
}

const KEY_FILE = 'ssh_private_key_file';
const PRIVATE_KEY = `\${var.${KEY_FILE} == "" ? null : file(pathexpand(var.${KEY_FILE}))}`;
const AGENT = `\${var.${KEY_FILE} == ""}`;

/**
 * Terraform 1.11 holds a bastion against `host_key`, not `bastion_host_key` [tried], and writes `host_key` as it stands
 * behind `@cert-authority <host>` into a known_hosts file, of which Go's SSH takes the first key of each type for a
 * host. So the first line is a key of another type that nobody holds, the first point of P-256 whose abscissa is a hash
 * of "a host key of nobody"; further lines name the host and the bastion, each with its own key.
 */
export const KEY_OF_NOBODY =
  'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBPt0jdfxRHu4fmeMgjY/4So9yqraMOFmtp1HaYwZDrMnhBybes8+jQIwe5tdhZe0lW0yITo1A1CxR/llZzysMLE=';

/** A host that SSH goes through. */
interface JumpHost {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly hostKey: string;
}

/**
 * How Terraform reaches hosts by SSH, as root with the key of `ssh_public_key`: from the agent, or from a file. Every
 * host key is verified, a bastion's too: without `host_key` and `bastion_host_key` Terraform verifies none at all.
 */
export class SshAccess extends Construct {
  readonly hostKeys: HostKeys;
  private readonly jump: JumpHost | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SshAccessProps,
  ) {
    super(scope, id);
    this.hostKeys = props.hostKeys;
    new TerraformVariable(this, 'private-key-file', {
      type: 'string',
      nullable: false,
      default: '',
      description:
        'File of the private key of ssh_public_key, without a passphrase; by default the SSH agent.',
    }).overrideLogicalId(KEY_FILE);
    new TerraformVariable(this, 'rollout', {
      type: 'bool',
      nullable: false,
      default: true,
      description: 'Apply changes to running hosts, by SSH. With false, running hosts stay unchanged.',
    }).overrideLogicalId('rollout');
    this.jump = jumpHost(props);
  }

  /** The connection to a host in the VPC. */
  to(host: SshHost): Connection {
    const direct = this.toBastion(host);
    if (!this.jump) return direct;
    const { address: hostAddress } = host;
    const { host: address, port, user, hostKey } = this.jump;
    return {
      ...direct,
      host_key: [
        KEY_OF_NOBODY,
        `${hostAddress} ${String(direct['host_key'])}`,
        `${knownHost(address, port)} ${hostKey}`,
      ].join('\n'),
      bastion_host: address,
      bastion_port: port,
      bastion_user: user,
      bastion_host_key: hostKey,
      bastion_private_key: PRIVATE_KEY,
    };
  }

  /** The connection to the bastion of this deployment, without a jump host. */
  toBastion({ name, address }: SshHost): Connection {
    return {
      type: 'ssh',
      user: 'root',
      host: address,
      host_key: this.props.hostKeys.publicKey(name),
      private_key: PRIVATE_KEY,
      agent: AGENT,
      timeout: `${this.props.timeoutSeconds}s`,
    };
  }
}

function jumpHost({ via, bastion, hostKeys }: SshAccessProps): JumpHost | undefined {
  if (via === 'direct') return undefined;
  if (via !== 'bastion') return via;
  if (!bastion) throw new Error('there is no bastion to go through');
  return { host: bastion.address, port: 22, user: 'root', hostKey: hostKeys.publicKey(bastion.name) };
}

/** How a known_hosts file names a host. */
const knownHost = (host: string, port: number) => (port === 22 ? host : `[${host}]:${port}`);
