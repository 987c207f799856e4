import { createHash } from 'node:crypto';
import { render } from '../rendering/engine';
import { GATE } from '../rollout/gate';
import { delimiterFor } from '../rendering/here-document';

/** Where things are on a broker that was made by somebody else. */
export interface ExistingHost {
  /** Path of the file that Kafka is started with. */
  readonly serverProperties: string;
  /** Unit by which systemd runs Kafka. */
  readonly service: string;
  /** Folder of Kafka's release, which holds `libs/`. */
  readonly kafkaHome: string;
  /** JDK with its compiler. @default - what the host finds on PATH */
  readonly javaHome?: string;
  /** User that asks the cluster. @default - the one that runs Kafka */
  readonly runAs?: string;
  /** Properties of a client of INTERNAL, on the host. @default - INTERNAL is PLAINTEXT */
  readonly clientProperties?: string;
}

/** What one broker is brought to. */
export interface ExposeStep {
  readonly nodeId: number;
  readonly host: ExistingHost;
  /** The present file, and the one that takes its place. */
  readonly before: Buffer;
  readonly after: Buffer;
  /** Port of EXTERNAL on the host. */
  readonly port: number;
  /** Whether Kafka does not listen on it yet. */
  readonly isNewPort: boolean;
  /** What EXTERNAL advertises now as HOST:PORT; undefined when the broker has none. */
  readonly advertisedBefore?: string;
  readonly advertisedAfter: string;
  /** INTERNAL of the brokers that are asked: HOST:PORT. */
  readonly asked: readonly string[];
  readonly mode: 'kraft' | 'zookeeper';
  /**
   * Seconds that the cluster has to do without this broker, and this broker to be back in sync.
   *
   * @default 600
   */
  readonly gateTimeoutSeconds?: number;
  /**
   * Restart the broker although it holds topics that cannot do without it.
   *
   * @default false
   */
  readonly allowUnavailable?: boolean;
}

/**
 * Renders the script that gives one broker its new file and restarts it, between two looks at the cluster: `start` runs
 * it on its own, `follow` shows it to its end. It holds the whole file, which may hold passwords.
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

/** Renders the script by which a broker tells what exposing it depends on, its file included. It changes nothing. */
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
