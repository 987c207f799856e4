import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostAndPort } from '../../../plan/brokers';
import { build, link } from '../catalogue/default';
import { PROGRAMS } from '../clients/java-client';
import { builtPlan, known, type ScenarioContext } from '../context';
import { readOn, toolHost } from '../lab/hosts';
import type { Step, StepTools } from '../scenario';
import { waitFor } from '../lab/wait';
import { roll } from './roll-times';
import { inSync } from '../steps/quorum';

/** What one run of the gate takes. */
export interface GateCost {
  /** From its start to its end. */
  readonly seconds: number;
  /** Of processors, so that a busy machine counts less. */
  readonly cpuSeconds: number;
  /** The most that it has held. */
  readonly mebibytes: number;
}

/** What the gate and a rolling change cost in a cluster of so many partitions. */
export interface GateTimes {
  readonly partitions: number;
  readonly before: GateCost;
  readonly after: GateCost;
  /** Seconds of a broker's step, the mean of all. */
  readonly step: number;
}

const PARTITIONS_A_TOPIC = 10;

/** Runs a command and prints its exit code, its seconds, those of processors, and its memory in KiB. */
const MEASURE = `import resource, subprocess, sys, time
begin = time.monotonic()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss)`;

/** Measures gate and rolling change at each of these numbers of partitions, the smaller first. @param done gets the figures */
export function gateTimes(
  sizes: readonly number[],
  done: (times: readonly GateTimes[]) => void,
): Step<ScenarioContext>[] {
  const times: GateTimes[] = [];
  let there = 0;
  const atSize = (partitions: number): Step<ScenarioContext> => ({
    name: `${partitions} partitions`,
    run: async (context, tools) => {
      await createTopics(context, `bench-${partitions}`, (partitions - there) / PARTITIONS_A_TOPIC);
      there = partitions;
      const patience = { seconds: 600, every: 5, signal: tools.signal };
      await waitFor(() => inSync(context), patience);
      const { step } = await roll(context, tools);
      await waitFor(() => inSync(context), patience);
      const before = await gate(context, 'before', tools);
      const after = await gate(context, 'after', tools);
      times.push({ partitions, before, after, step: mean([...step.values()]) });
      if (times.length === sizes.length) done(times);
      return `gate before ${before.seconds.toFixed(1)} s, after ${after.seconds.toFixed(1)} s`;
    },
  });
  return [...build, ...link, ...sizes.map(atSize)];
}

async function createTopics(context: ScenarioContext, name: string, topics: number): Promise<void> {
  const { brokers } = builtPlan(context);
  const program = readFileSync(join(PROGRAMS, 'ManyTopics.java'), 'utf8');
  const servers = brokers.map((broker) => hostAndPort(broker.internal)).join();
  const ids = brokers.slice(0, 3).map(({ nodeId }) => nodeId);
  const args = `${servers} ${name} ${topics} ${PARTITIONS_A_TOPIC} ${ids.join()}`;
  const script = `cat >/tmp/ManyTopics.java <<'END_OF_PROGRAM'
${program}END_OF_PROGRAM
/opt/java/current/bin/java -cp '/opt/kafka/current/libs/*' /tmp/ManyTopics.java ${args}`;
  await readOn(context, toolHost(context), script, 900);
}

/** Runs the gate on the first broker as its step does, by what the step has compiled there. */
async function gate(
  context: ScenarioContext,
  mode: 'before' | 'after',
  { signal }: StepTools,
): Promise<GateCost> {
  const [first, ...others] = builtPlan(context).brokers;
  if (!first) throw new Error('there is no broker');
  signal.throwIfAborted();
  const uniqueName = known(context, 'uniqueName');
  const planned = known(context, 'plan').uniqueName;
  const ports = builtPlan(context).externalListeners.map(({ port }) => port);
  const externals = first.externals.map(({ host, port }) =>
    hostAndPort({ host: host.replaceAll(planned, uniqueName), port }),
  );
  const options = {
    node: first.nodeId,
    bootstrap: others.map((broker) => hostAndPort(broker.internal)).join(),
    timeout: 300,
    ...(mode === 'before'
      ? { 'allow-unavailable': false }
      : {
          listeners: [first.internal.port, ...ports].map((port) => `127.0.0.1:${port}`).join(),
          advertised: [hostAndPort(first.internal), ...externals].join(),
          logins: ['INTERNAL:none', ...first.externals.map(({ listener }) => `${listener}:none`)].join(),
        }),
  };
  const args = Object.entries(options).map(([name, value]) => `--${name} ${value}`);
  const java = '/opt/java/current/bin/java -Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1';
  const said = await readOn(
    context,
    first.name,
    `gate="$(ls -td /var/lib/kafka-rollout/gates/* | head -n 1)"
python3 -c '${MEASURE}' ${java} -cp "$gate:/opt/kafka/current/libs/*" Gate ${mode} ${args.join(' ')}`,
    400,
  );
  const [code = NaN, seconds = NaN, cpuSeconds = NaN, kibibytes = NaN] = said.trim().split(' ').map(Number);
  if (code !== 0) throw new Error(`the gate ended with ${code}`);
  return { seconds, cpuSeconds, mebibytes: kibibytes / 1024 };
}

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
