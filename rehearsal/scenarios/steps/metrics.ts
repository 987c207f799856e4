import { isInOneOf } from '../../../domain/cidr';
import { builtPlan, type ScenarioContext } from '../context';
import { onHost, readOn } from '../lab/hosts';
import type { Step } from '../scenario';

/** One of each kind: a count, a gauge, a percentile, the quorum's, and the JVM's. */
const WANTED = [
  'kafka_server_brokertopicmetrics_messagesin_total',
  'kafka_server_replicamanager_underreplicatedpartitions',
  'kafka_network_requestmetrics_totaltimems_99thpercentile{request="Produce"',
  'kafka_server_raft_metrics_',
  'jvm_memory_used_bytes',
];

/** Every broker reports its metrics, and the bastion gets them exactly when the file lets it. */
export const metrics: Step<ScenarioContext> = {
  name: 'metrics',
  run: async (context) => {
    const { bastion, brokers, kafka } = builtPlan(context);
    if (!kafka.metrics) throw new Error('the deployment has no metrics');
    const { port, allowFrom } = kafka.metrics;
    const admitted = bastion !== undefined && isInOneOf(allowFrom, bastion.address);
    for (const { name, address } of brokers) {
      const ask = `curl --fail --silent --max-time 20 http://${address}:${port}/metrics`;
      const text = await readOn(context, name, ask);
      const missing = WANTED.filter((metric) => !text.includes(`\n${metric}`));
      if (missing.length > 0)
        throw new Error(`${name} does not report ${missing.join(', ')}:\n${text.slice(0, 2000)}`);
      if (!bastion) continue;
      const { code } = await onHost(context, bastion.name, `${ask} >/dev/null`);
      if ((code === 0) !== admitted) {
        throw new Error(
          `the bastion ${admitted ? 'does not get' : 'gets'} the metrics of ${name} (curl: ${code})`,
        );
      }
    }
    return `port ${port} of ${brokers.length} brokers; the bastion ${admitted ? 'is let in' : 'is kept out'}`;
  },
};
