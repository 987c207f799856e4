import { createHash } from 'node:crypto';
import { render } from '../rendering/engine';
import { GATE } from '../rollout/gate';
import { delimiterFor } from '../rendering/here-document';

/** Where files and programs are on a broker of an existing cluster. */
export interface ExistingHost {
  /** Path of the file that Kafka is started with. */
  readonly serverProperties: string;
  /** systemd unit of Kafka. */
  readonly service: string;
  /** Folder of Kafka's release, with `libs/` in it. */
  readonly kafkaHome: string;
  /** Folder of a JDK with its compiler. @default - that of `javac` or `java` on the host's PATH */
  readonly javaHome?: string;
  /** User who runs the gate. @default - the one who runs Kafka */
  readonly runAs?: string;
  /** Properties of a client of INTERNAL, on the host. @default - INTERNAL is PLAINTEXT */
  readonly clientProperties?: string;
}

/** The change of one broker. */
export interface ExposeStep {
  readonly nodeId: number;
  readonly host: ExistingHost;
  /** The present server.properties, and the new one. */
  readonly before: Buffer;
  readonly after: Buffer;
  /** Port of EXTERNAL on the host. */
  readonly port: number;
  /** Whether Kafka does not listen on it yet. */
  readonly isNewPort: boolean;
  /** What EXTERNAL advertises now as HOST:PORT; undefined when the broker has none. */
  readonly advertisedBefore?: string;
  readonly advertisedAfter: string;
  /** INTERNAL of the other brokers, which the gate asks: HOST:PORT. */
  readonly asked: readonly string[];
  readonly mode: 'kraft' | 'zookeeper';
  /**
   * Seconds to wait until the cluster can do without this broker, and after the restart until it is back in sync.
   *
   * @default 600
   */
  readonly gateTimeoutSeconds?: number;
  /**
   * Restart the broker although topics cannot do without it; they are unavailable during the restart.
   *
   * @default false
   */
  readonly allowUnavailable?: boolean;
}

/**
 * Renders the script that gives one broker its new file and restarts it, between two looks at the cluster: `start` runs
 * it in the background, `follow` shows it to its end. It contains the whole file, which may contain passwords.
 */
export function renderExposeStep(step: ExposeStep): string {
  return render('expose/expose.sh', {
    ...hostParameters(step.host),
    nodeId: step.nodeId,
    runAs: step.host.runAs ?? '',
    port: step.port,
    newPort: step.isNewPort,
    oldAdvertised: step.advertisedBefore ?? '',
    newAdvertised: step.advertisedAfter,
    oldSum: sha256(step.before),
    newSum: sha256(step.after),
    asked: step.asked.join(','),
    quorum: step.mode === 'kraft',
    gateTimeoutSeconds: step.gateTimeoutSeconds ?? 600,
    allowUnavailable: step.allowUnavailable ?? false,
    content: step.after.toString('base64').replace(/.{76}(?=.)/g, '$&\n'),
    gate: GATE,
    delimiter: delimiterFor([GATE]),
  });
}

/** Renders the script that prints what exposing a broker depends on, its file included. It changes nothing. */
export function renderExposeInspection(host: ExistingHost): string {
  return render('expose/inspect.sh', hostParameters(host));
}

function hostParameters({ serverProperties, service, kafkaHome, javaHome, clientProperties }: ExistingHost) {
  return {
    serverProperties,
    service,
    kafkaHome,
    javaHome: javaHome ?? '',
    clientProperties: clientProperties ?? '',
  };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
