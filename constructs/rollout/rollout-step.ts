import { Resource } from '@cdktf/provider-null/lib/resource';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type DeliveredSecret, delivery } from '../secrets/secret';
import type { HostKeys } from '../secrets/host-keys';
import { HostText } from '../terraform/host-text';
import type { Connection } from './ssh-access';

/** A host that a step changes. */
export interface RolloutTarget {
  /** Name of the host. */
  readonly host: string;
  /** Ids that change with a new host or system disk, which then needs the step again, by name. */
  readonly triggers: Readonly<Record<string, string>>;
  readonly connection: Connection;
  readonly hostKeys: HostKeys;
  /**
   * Do not change the host in this apply; a later apply without this catches up.
   * @default false
   */
  readonly heldBack?: boolean;
  /**
   * Run in every apply, although nothing has changed that Terraform sees.
   * @default false
   */
  readonly everyApply?: boolean;
}

/**
 * Kinds of steps. Each has a script of its own on a host, `/var/lib/kafka-KIND.sh`, so that `status` of
 * `/var/lib/kafka-rollout.sh` is always that of the broker's change.
 */
export type StepKind =
  | 'rollout'
  | 'bastion'
  | 'gate'
  | 'disk'
  | 'internal-certificate'
  | 'certificate'
  | 'passwords'
  | 'users'
  | 'metadata-version';

export interface RolloutStepProps extends RolloutTarget {
  readonly kind: StepKind;
  /** A bash script that brings the host to its plan and changes only what differs; escaped for Terraform. */
  readonly script: string;
  /** Commands that run it, given the path of the script on the host. */
  readonly commands: (script: string) => string[];
  /** Besides the script, the step runs again when one of these changes, by name. */
  readonly triggers: Readonly<Record<string, string>>;
  readonly dependsOn: ITerraformDependable[];
  /**
   * What the script reads from a file and removes.
   * @default - it needs none
   */
  readonly secret?: DeliveredSecret;
}

/** Runs only where an earlier apply has failed, so that there is no step yet to leave unchanged. */
const HOLD_BACK = 'echo "held back: another broker is replaced first"\n';

/** Another value in every apply, and the same text in every Terraform plan, which pipelines compare. */
const NOW = '${timestamp()}';

/**
 * Brings one host to its plan, over SSH. Runs again when Terraform sees a change in the script or another trigger, and
 * only then. With the variable `rollout` set to false there is no such step.
 */
export class RolloutStep extends Construct {
  readonly step: Resource;

  constructor(
    scope: Construct,
    id: string,
    readonly props: RolloutStepProps,
  ) {
    super(scope, id);
    const { host, kind, connection, hostKeys, secret, heldBack = false, everyApply = false } = props;
    const destination = `/var/lib/kafka-${heldBack ? 'held-back' : kind}.sh`;
    const script = new HostText(this, 'script', heldBack ? HOLD_BACK : props.script);
    this.step = new Resource(this, 'step', {
      triggers: { script: script.sha256, ...props.triggers, ...(everyApply && { applied_at: NOW }) },
      dependsOn: props.dependsOn,
      lifecycle: {
        ignoreChanges: ignored(heldBack, everyApply),
        precondition: [
          {
            condition: hostKeys.knows(host),
            errorMessage:
              `The SSH host key of ${host} is not known, and a host that cannot be verified is not changed. ` +
              'Make keys for new hosts, or take over those of hosts that run: npx kafka-link host-keys.',
          },
          ...(secret ? [secret.precondition] : []),
        ],
      },
    });
    this.step.addOverride('count', '${var.rollout ? 1 : 0}');
    this.step.addOverride('connection', connection);
    this.step.addOverride('provisioner', [
      ...(secret && !heldBack ? delivery(secret) : []),
      { file: { content: script.asString, destination } },
      { 'remote-exec': { inline: heldBack ? [`bash ${destination}`] : props.commands(destination) } },
    ]);
  }
}

/** The last of these applies leaves its time behind: without it, the step would run once more. */
function ignored(heldBack: boolean, everyApply: boolean): string[] | undefined {
  if (heldBack) return ['triggers'];
  return everyApply ? undefined : ['triggers["applied_at"]'];
}
