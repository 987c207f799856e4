/** Settings of `server.properties` that the plan sets, each with the reason why the file may not. */
const OWNED: readonly (readonly [setting: RegExp, reason: string])[] = [
  [/^process\.roles$/, 'follows from controllers'],
  [/^(node|broker)\.id$/, "is the broker's id in brokers"],
  [/^cluster\.id$/, 'is kafka.clusterId, which storage is formatted with'],
  [/^controller\.quorum\.voters$/, "follows from controllers and the brokers' addresses"],
  [
    /^controller\.quorum\.bootstrap\.servers$/,
    'cannot be combined with controller.quorum.voters, which kafka-link sets',
  ],
  [/^inter\.broker\.protocol\.version$/, 'is for ZooKeeper mode; in KRaft mode, set kafka.metadataVersion'],
  [/^zookeeper\./, 'is for ZooKeeper mode, but the cluster runs in KRaft mode'],
  [/^listeners$/, 'follows from ports'],
  [/^advertised\.listeners$/, "follows from ports, the brokers' addresses and tidbCloud.listenerPattern"],
  [/^listener\.security\.protocol\.map$/, 'maps INTERNAL, CONTROLLER and externalListeners'],
  [/^controller\.listener\.names$/, 'is CONTROLLER'],
  [
    /^inter\.broker\.listener\.name$/,
    'is INTERNAL: traffic between brokers must not go through the load balancer',
  ],
  [
    /^security\.inter\.broker\.protocol$/,
    'cannot be combined with inter.broker.listener.name, which kafka-link sets',
  ],
  [/^(log\.dirs?|metadata\.log\.dir)$/, 'is on the data disk, which kafka-link mounts'],
  [/^broker\.rack$/, "is the broker's zone"],
  [
    /^(listener\.name\.[^.]+\.)?([^.]+\.)?sasl\.(?!jaas)/,
    'follows from externalListeners[].authentication', // login modules are refused as secrets
  ],
  [/^listener\.name\.(internal|controller)\.ssl\./i, 'follows from kafka.internalTls'],
  [
    /^(listener\.name\.[^.]+\.)?ssl\.((keystore|key|truststore|engine)\.|client\.auth$)/,
    'follows from externalListeners[].tls',
  ],
  [
    /^(authorizer\.class\.name|super\.users|allow\.everyone\.if\.no\.acl\.found)$/,
    'follows from externalListeners[].authentication and kafka.users',
  ],
];

/** Why the plan sets this; undefined when the deployment file may. */
export function ownedReason(setting: string): string | undefined {
  return OWNED.find(([pattern]) => pattern.test(setting))?.[1];
}
