import { chmodSync } from 'node:fs';
import {
  type ExistingHost,
  type ExposeStep,
  renderExposeInspection,
  renderExposeStep,
} from '../../../../templates/expose/expose';
import { FAKE_JAVA, SYSTEMD_FAKES } from '../../rollout/support/fakes';
import { FAKES } from '../../support/sandbox/fakes';
import { type Run, Sandbox } from '../../support/sandbox/sandbox';

export const PROPERTIES = '/srv/kafka/config/server.properties';
export const STATE = '/var/lib/kafka-expose/state';
export const OLD = '# ours\r\nlisteners=INTERNAL://:9092\r\nsecret=p\u00e4ss';
export const NEW = '# ours\r\nlisteners=INTERNAL://:9092,EXTERNAL://0.0.0.0:39092\r\nsecret=p\u00e4ss';
export const NAME = 'b1.abc.example.com:9093';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

export const HOST = { serverProperties: PROPERTIES, service: 'kafka.service', kafkaHome: '/srv/kafka' };

/** The step from the old file to the new one. */
export const STEP: ExposeStep = {
  nodeId: 1,
  host: { ...HOST, javaHome: '/srv/java' },
  before: latin1(OLD),
  after: latin1(NEW),
  port: 39092,
  isNewPort: true,
  advertisedAfter: NAME,
  asked: ['10.0.0.12:9092', '10.0.0.13:9092'],
  mode: 'kraft',
};

/** A broker that somebody else has made, where Kafka runs with the old file. */
export class ExposedHost extends Sandbox {
  constructor(file = OLD) {
    super({ ...FAKES, ...SYSTEMD_FAKES }, []);
    this.write(PROPERTIES, latin1(file));
    chmodSync(this.path(PROPERTIES), 0o640);
    this.write('/srv/kafka/libs/kafka-clients-3.7.1.jar', '');
    this.write('/srv/java/bin/java', `#!/bin/bash\n${FAKE_JAVA}\n`);
    this.makeExecutable('/srv/java/bin/java');
    this.write('/proc/sys/net/ipv4/ip_local_reserved_ports', '\n');
    this.write('/fake/kafka', 'active running 0\n');
    // A process that was not started with the new file does not advertise it.
    this.write('/fake/gate-advertised', 'exit 75\n');
  }

  /** Uploads a step and follows it to its end. */
  async step(changes: Partial<ExposeStep> = {}): Promise<Run> {
    this.write('/upload/expose.sh', renderExposeStep({ ...STEP, ...changes }));
    const started = await this.command('start');
    return started.code === 0 ? this.command('follow') : started;
  }

  command(name: string): Promise<Run> {
    return this.run('/upload/expose.sh', [name], { POLL_DELAY: '0.02' });
  }

  inspect(changes: Partial<ExistingHost> = {}): Promise<Run> {
    this.write('/upload/inspect.sh', renderExposeInspection({ ...STEP.host, ...changes }));
    return this.run('/upload/inspect.sh');
  }

  get properties(): string {
    return Buffer.from(
      this.tree(PROPERTIES.slice(0, PROPERTIES.lastIndexOf('/')))[PROPERTIES] ?? '',
      'base64',
    ).toString('latin1');
  }

  /** What happened to Kafka, in order: asked before, stopped, started, asked after. */
  events(): string[] {
    return this.calls('')
      .map((line) => /^(gate (?:before|after)|systemctl (?:start|stop)\b.* kafka.service)/.exec(line)?.[1])
      .filter((event) => event !== undefined)
      .map((event) => event.replace(/^systemctl (\w+).*$/, '$1'));
  }
}
