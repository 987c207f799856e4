import * as addresses from './addresses';
import * as authentication from './authentication';
import * as backend from './backend';
import * as bastion from './bastion';
import * as brokers from './brokers';
import * as clusterId from './cluster-id';
import * as controllers from './controllers';
import * as existing from './existing';
import * as externalListeners from './external-listeners';
import * as image from './image';
import * as lists from './lists';
import * as leaving from './leaving';
import { listenerPattern } from './listener-pattern';
import { metadataVersion, metadataVersionReach } from './metadata-version';
import * as network from './network';
import * as operations from './operations';
import * as policies from './policies';
import * as ports from './ports';
import * as properties from './properties';
import * as repair from './repair';
import * as replication from './replication';
import type { ErrorRule, ExistingErrorRule, ExistingWarningRule, Report, WarningRule } from './rule';
import type { PartialConfig, PartialExistingConfig } from '../salvage';
import type { Config } from '../schema';
import { noTemplates } from './terraform-text';
import * as tidbCloud from './tidb-cloud';
import * as tls from './tls';
import * as users from './users';
import * as versions from './versions';

/** Rules for the network of either kind. */
const networkRules = [
  network.vpcCidr,
  network.vswitchSize,
  network.insideVpc,
  network.noOverlap,
  network.uniqueZones,
  network.zonesInRegion,
] as const;

/** Every rule across fields for a file of a new cluster. */
const newClusterRules: readonly ErrorRule[] = [
  ...networkRules,
  network.existingVSwitches,
  brokers.brokerQuota,
  brokers.uniqueBrokers,
  brokers.brokerZones,
  brokers.uniqueNames,
  brokers.deploymentSetQuota,
  addresses.usableAddresses,
  addresses.uniqueAddresses,
  externalListeners.uniqueListeners,
  externalListeners.portsOfListeners,
  externalListeners.unusedExternalPorts,
  ports.hostPorts,
  ports.mirrorPort,
  ports.loadBalancerPorts,
  listenerPattern,
  controllers.controllersAreBrokers,
  controllers.controllerCount,
  properties.ownedProperties,
  properties.secretProperties,
  properties.oneLineProperties,
  properties.exactProperties,
  replication.reachableFactor,
  replication.reachableMinInsync,
  versions.kafkaVersion,
  versions.archivesFollowVersions,
  versions.archiveFileNames,
  metadataVersion,
  metadataVersionReach,
  bastion.deliveryNeedsBastion,
  lists.noRepeatedEntries,
  noTemplates,
  image.oneImage,
  image.imagePattern,
  backend.localBackend,
  backend.ossPrefix,
  backend.backendCredentials,
  operations.operatedBroker,
  operations.operationNeedsBrokers,
  operations.oneOperation,
  operations.operationNeedsSsh,
  repair.repairedHosts,
  repair.repairNeedsHosts,
  repair.repairNeedsSsh,
  repair.repairIsPossible,
  leaving.controllersStay,
  leaving.leavingHasRoom,
  leaving.leavingIsNoRepair,
  leaving.leavingNeedsSsh,
  leaving.removedIds,
  policies.uniqueExceptions,
  authentication.scramWithoutTls,
  authentication.scramMetadata,
  authentication.internalIsClosed,
  authentication.usersNeedSsh,
  tls.certificateNeedsSsh,
  tls.internalTlsNeedsSsh,
  users.usersAndListeners,
  users.uniqueUsers,
  users.usersHaveRights,
];

/** Every rule across fields for a file of an existing cluster. */
const existingClusterRules: readonly ExistingErrorRule[] = [
  ...networkRules,
  brokers.brokerQuota,
  brokers.uniqueBrokers,
  brokers.brokerZones,
  brokers.uniqueNames,
  existing.uniqueServers,
  existing.oneKindOfServers,
  existing.noQuorumInZooKeeper,
  existing.rootOrSudo,
  externalListeners.uniqueListeners,
  externalListeners.portsOfListeners,
  externalListeners.unusedExternalPorts,
  ports.hostPorts,
  ports.loadBalancerPorts,
  listenerPattern,
  controllers.controllersAreBrokers,
  lists.noRepeatedEntries,
  noTemplates,
  backend.localBackend,
  backend.ossPrefix,
  backend.backendCredentials,
  policies.uniqueExceptions,
];

/** What may be intended in a valid file of a new cluster, but is often a mistake. */
const newClusterWarnings: readonly WarningRule[] = [
  brokers.emptyZones,
  bastion.sshReach,
  bastion.openSsh,
  bastion.rolloutReach,
  tidbCloud.coveredZones,
  tidbCloud.changefeedVersion,
  clusterId.ownClusterId,
  controllers.singleController,
  controllers.controllerSpread,
  controllers.combinedControllers,
  replication.restartable,
  versions.archiveNames,
  versions.javaSupport,
  versions.vulnerableVersion,
  operations.maintenanceEnds,
  operations.replacementEnds,
  repair.repairEnds,
  leaving.leavingEnds,
  operations.destroyable,
  policies.allowedPolicies,
  authentication.openBeside,
  image.tokensNeedImage,
  authentication.plainPasswords,
];

const existingClusterWarnings: readonly ExistingWarningRule[] = [
  existing.outsideVpc,
  existing.unopenedGroup,
  brokers.emptyZones,
  tidbCloud.coveredZones,
  policies.allowedPolicies,
];

/** Reports the errors across the valid fields of a file. @param partial salvaged by the schema of its kind */
export function judgePartial(partial: object, report: Report): void {
  if ('cluster' in partial && partial.cluster === 'existing') {
    for (const rule of existingClusterRules) rule(partial as PartialExistingConfig, report);
  } else {
    for (const rule of newClusterRules) rule(partial as PartialConfig, report);
  }
}

/** Reports the warnings about a valid file. */
export function warn(config: Config, report: Report): void {
  if (config.cluster === 'existing') for (const rule of existingClusterWarnings) rule(config, report);
  else for (const rule of newClusterWarnings) rule(config, report);
}
