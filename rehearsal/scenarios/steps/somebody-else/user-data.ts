import { type ForeignBroker, type ForeignCluster, PLACES } from './cluster';
import { serverProperties } from './properties';

/** How somebody's script sets up a broker at its first boot. */
export function userData(cluster: ForeignCluster, broker: ForeignBroker): string {
  const { properties, kafkaHome, javaHome } = PLACES;
  const file = Buffer.from(serverProperties(cluster, broker), 'latin1').toString('base64');
  return `#!/bin/bash
set -euo pipefail
exec >>/var/log/setup.log 2>&1
fetch() {
  until curl --fail --silent --show-error --output /var/tmp/archive.tgz "$1"; do sleep 1; done
  mkdir -p "$2"
  tar -xzf /var/tmp/archive.tgz -C "$2" --strip-components=1 --no-same-owner
  rm /var/tmp/archive.tgz
}
useradd --system --no-create-home --shell /usr/sbin/nologin kafka
fetch ${cluster.jdkUrl} ${javaHome}
fetch ${cluster.kafkaUrl} ${kafkaHome}
mkdir -p /etc/kafka /srv/kafka-data /srv/kafka/logs
chown kafka:kafka /srv/kafka-data /srv/kafka/logs
base64 -d >${properties} <<'END'
${file}
END
chown root:kafka ${properties}
chmod 640 ${properties}
${cluster.mode === 'kraft' ? format(cluster) : zookeeperServer(cluster, broker)}
cat >/etc/systemd/system/${PLACES.service} <<'END'
[Unit]
Description=Kafka of the billing team
After=network-online.target zookeeper.service

[Service]
User=kafka
Environment=JAVA_HOME=${javaHome} LOG_DIR=/srv/kafka/logs "KAFKA_HEAP_OPTS=-Xms256m -Xmx256m"
ExecStart=${kafkaHome}/bin/kafka-server-start.sh ${properties}
TimeoutStopSec=180
SuccessExitStatus=143
Restart=on-failure
RestartSec=5
LimitNOFILE=100000

[Install]
WantedBy=multi-user.target
END
systemctl daemon-reload
systemctl enable --now ${PLACES.service}
`;
}

/** A fixed id, as by whoever has copied it from one host to the other. */
const format = ({ brokers: [first] }: ForeignCluster): string =>
  `runuser -u kafka -- env JAVA_HOME=${PLACES.javaHome} LOG_DIR=/srv/kafka/logs ${PLACES.kafkaHome}/bin/kafka-storage.sh \\
  format -t ${Buffer.from(`${first?.name ?? ''}0000000000000000`.slice(0, 16)).toString('base64url')} -c ${PLACES.properties}`;

function zookeeperServer({ brokers }: ForeignCluster, { id }: ForeignBroker): string {
  return `mkdir -p /srv/zookeeper
cat >/etc/kafka/zookeeper.properties <<'END'
dataDir=/srv/zookeeper
clientPort=2181
tickTime=2000
initLimit=30
syncLimit=5
admin.enableServer=false
${brokers.map((server) => `server.${server.id}=${server.address}:2888:3888`).join('\n')}
END
echo ${id} >/srv/zookeeper/myid
chown -R kafka:kafka /srv/zookeeper
cat >/etc/systemd/system/zookeeper.service <<'END'
[Unit]
Description=ZooKeeper of the billing team
After=network-online.target

[Service]
User=kafka
Environment=JAVA_HOME=${PLACES.javaHome} LOG_DIR=/srv/kafka/logs "KAFKA_HEAP_OPTS=-Xmx128m"
ExecStart=${PLACES.kafkaHome}/bin/kafka-run-class.sh org.apache.zookeeper.server.quorum.QuorumPeerMain /etc/kafka/zookeeper.properties
SuccessExitStatus=143
Restart=always

[Install]
WantedBy=multi-user.target
END
systemctl daemon-reload
systemctl enable --now zookeeper.service`;
}
