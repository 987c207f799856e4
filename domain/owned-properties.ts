/** Settings of `server.properties` that the plan sets, each with the reason why the file may not. */
const OWNED: readonly (readonly [setting: RegExp, reason: string])[] = [
  [/^process\.roles$/, 'follows from controllers'],
  [/^(node|broker)\.id$/, "is the broker's id in brokers"],
  [/^cluster\.id$/, 'is kafka.clusterId, with which storage is formatted'],
  [/^controller\.quorum\.voters$/, 'follows from controllers and the planned addresses'],
  [/^controller\.quorum\.bootstrap\.servers$/, 'excludes controller.quorum.voters, which the plan sets'],
  [
    /^inter\.broker\.protocol\.version$/,
    'belongs to ZooKeeper mode; the cluster runs in KRaft mode, where kafka.metadataVersion takes its place',
  ],
  [/^zookeeper\./, 'belongs to ZooKeeper, but the cluster runs in KRaft mode'],
  [/^listeners$/, 'follows from ports'],
  [/^advertised\.listeners$/, 'follows from ports, the planned addresses and tidbCloud.listenerPattern'],
  [/^listener\.security\.protocol\.map$/, 'names the listeners of the plan'],
  [/^controller\.listener\.names$/, 'names the listener CONTROLLER of the plan'],
  [
    /^inter\.broker\.listener\.name$/,
    'is INTERNAL: traffic between brokers must not cross the load balancer',
  ],
  [/^security\.inter\.broker\.protocol$/, 'excludes inter.broker.listener.name, which the plan sets'],
  [/^(log\.dirs?|metadata\.log\.dir)$/, 'lies on the data disk, where the plan mounts it'],
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

/** Why a setting belongs to the plan; undefined when the file may set it. */
export function ownedReason(setting: string): string | undefined {
  return OWNED.find(([pattern]) => pattern.test(setting))?.[1];
}
