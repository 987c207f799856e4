import { builtPlan, type ScenarioContext } from '../../context';
import { allInSync } from '../../steps/quorum';
import { fault, onPatient } from './fault';

/** Hosts and processes. */
export const hosts = [
  fault('a broker is stopped', {
    make: (context) => onPatient(context, 'systemctl stop kafka'),
    words: /✗ kafka: Kafka does not run on broker-node3: kafka.service is inactive/,
    repair: async (context, tools) => {
      await onPatient(context, 'systemctl start kafka');
      await allInSync(context, tools);
    },
  }),
  fault('a data disk is full', {
    // Reserved, not written: the machine's own disk need not hold it.
    make: async (context) => {
      const { dataMount } = builtPlan(context).kafka;
      await onPatient(
        context,
        `fallocate -l $(( $(df -Pk ${dataMount} | awk 'NR == 2 { print $4 }') * 97 / 100 ))KiB ${dataMount}/ballast`,
      );
    },
    words: /✗ kafka: the data disk of broker-node3 is 9\d % full/,
    repair: (context) => onPatient(context, `rm ${builtPlan(context).kafka.dataMount}/ballast`),
  }),
  fault('a data disk belongs to another cluster', {
    make: (context) =>
      cluster(context, 'AAAAAAAAAAAAAAAAAAAAAQ', 'systemctl start --no-block kafka; sleep 3'),
    words: /✗ kafka: the data disk of broker-node3 belongs to node 3 of cluster AAAAAAAAAAAAAAAAAAAAAQ/,
    repair: async (context, tools) => {
      const { clusterId } = builtPlan(context).kafka;
      const start = 'systemctl reset-failed kafka kafka-bootstrap; systemctl start --no-block kafka';
      await cluster(context, clusterId, start);
      await allInSync(context, tools);
    },
  }),
  fault('the clock of a host is a minute off', {
    // The hosts of a rehearsal share the machine's clock, so it is the host's word about it that goes wrong.
    make: (context) =>
      onPatient(
        context,
        `printf '#!/bin/sh\\nexec /usr/bin/date -d "60 seconds" "$@"\\n' >/usr/local/bin/date
         chmod +x /usr/local/bin/date`,
      ),
    words: /✗ kafka: the clock of broker-node3 is (59|60|61)\.\d s ahead of the others/,
    repair: (context) => onPatient(context, 'rm /usr/local/bin/date'),
  }),
];

function cluster(context: ScenarioContext, id: string, start: string): Promise<void> {
  const { logDirs } = builtPlan(context).kafka;
  return onPatient(
    context,
    `systemctl stop kafka kafka-bootstrap || true
     sed -i 's/^cluster.id=.*/cluster.id=${id}/' ${logDirs}/meta.properties
     ${start}`,
  );
}
