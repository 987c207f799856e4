import type { NewClusterPlan } from '../../../../plan/types';
import { type BrokerRolloutOptions, renderBrokerRollout } from '../../../../templates/rollout/broker-rollout';
import { contentOf, DISK_ID, filesOfBroker } from '../../support/files';
import { brokerOf, CLUSTER_ID, seedPlan } from '../../support/plan';
import { BrokerHost, META, meta } from '../../support/sandbox/broker-host';
import type { Mirror } from '../../support/sandbox/mirror';
import type { Run } from '../../support/sandbox/sandbox';
import { SYSTEMD_FAKES } from './fakes';

export const PROPERTIES = '/etc/kafka/server.properties';
export const STATE = '/var/lib/kafka-rollout/state';
const SETTINGS = '/etc/kafka/bootstrap.env';

type Variant = NonNullable<Parameters<typeof seedPlan>[0]>;
type Options = Partial<BrokerRolloutOptions> & { nodeId?: number };

/** A plan whose brokers fetch from the mirror. */
export function planFrom(
  mirror: Mirror,
  variant: Variant = {},
  kafka = 'kafka_2.13-3.7.1.tgz',
): NewClusterPlan {
  const archives = {
    delivery: 'url',
    archive: mirror.source(kafka),
    jdkArchive: mirror.source('openjdk-22.0.2_linux-x64_bin.tar.gz'),
  };
  return seedPlan({ ...variant, kafka: { ...archives, ...variant.kafka } });
}

/** A broker's host, to which changes are uploaded. */
export class RolloutHost extends BrokerHost {
  private constructor(mirror: Mirror, plan: NewClusterPlan) {
    super(mirror, { plan });
    for (const [name, body] of Object.entries(SYSTEMD_FAKES)) this.program(name, body);
    this.write(SETTINGS, contentOf(filesOfBroker(plan, 1), SETTINGS));
    this.write(META, meta(CLUSTER_ID, 1)); // so that nobody asks the peers of the plan
    this.write('/var/log/kafka/server.log', 'a line of server.log\n');
  }

  /** As cloud-init leaves it: files written, nothing started. */
  static blank(mirror: Mirror, plan: NewClusterPlan): RolloutHost {
    return new RolloutHost(mirror, plan);
  }

  /** Kafka runs with the files of the plan. */
  static async running(mirror: Mirror, plan: NewClusterPlan): Promise<RolloutHost> {
    const host = new RolloutHost(mirror, plan);
    await host.bootstrap();
    await host.run('/fakes/systemctl', ['start', 'kafka.service']);
    host.write(`${STATE}/served`, '');
    host.write('/fake/calls', '');
    return host;
  }

  /** Uploads a change. */
  upload(plan: NewClusterPlan, { nodeId = 1, ...options }: Options = {}, path = '/upload/rollout.sh'): void {
    const all = { dataDiskId: DISK_ID, target: 'host', ...options } as const;
    this.write(path, renderBrokerRollout(plan, brokerOf(plan, nodeId), all));
  }

  start(environment: Record<string, string> = {}, path = '/upload/rollout.sh'): Promise<Run> {
    return this.rollout('start', environment, path);
  }

  follow(path = '/upload/rollout.sh'): Promise<Run> {
    return this.rollout('follow', {}, path);
  }

  /** Uploads a change and follows it to its end. */
  async change(
    plan: NewClusterPlan,
    options: Options = {},
    environment: Record<string, string> = {},
  ): Promise<Run> {
    this.upload(plan, options);
    const started = await this.start(environment);
    return started.code === 0 ? this.follow() : started;
  }

  rollout(
    command: string,
    environment: Record<string, string> = {},
    path = '/upload/rollout.sh',
  ): Promise<Run> {
    return this.run(path, [command], {
      POLL_DELAY: '0.02',
      FETCH_DELAY: '0',
      FETCH_ATTEMPTS: '2',
      ...environment,
    });
  }

  /** What happened to Kafka, in order: asked before, stopped, started, asked after. */
  events(): string[] {
    return this.calls('')
      .map((line) => /^(gate \w+|systemctl (?:start|stop)\b.* kafka.service)/.exec(line)?.[1])
      .filter((event) => event !== undefined)
      .map((event) => event.replace(/^systemctl (\w+).*$/, '$1'));
  }

  /** All that a change may place, with modes left out. */
  configuration(): Record<string, string> {
    return { ...this.tree('/etc/kafka'), ...this.tree('/etc/systemd'), ...this.tree('/usr/local') };
  }
}
