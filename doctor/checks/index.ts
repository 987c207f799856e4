import type { Check } from '../finding';
import { advertised } from './advertised';
import { applied } from './applied';
import { balancer } from './balancer';
import { certificates } from './certificates';
import { clock } from './clock';
import { cloudRead } from './cloud-read';
import { configuration } from './configuration';
import { disk } from './disk';
import { diskSize } from './disk-size';
import { fromClient } from './from-client';
import { hostFiles } from './host-files';
import { hostState } from './host-state';
import { hosts } from './hosts';
import { internalTls } from './internal-tls';
import { limits } from './limits';
import { logins } from './logins';
import { partitions } from './partitions';
import { ports } from './ports';
import { kafkaProcess } from './process';
import { quorum } from './quorum';
import { registered } from './registered';
import { security } from './security';
import { service } from './service';
import { storage } from './storage';
import { systemDisk } from './system-disk';
import { throughBalancer } from './through-balancer';

/** Every check, in the order of the report. */
export const CHECKS: readonly Check[] = [
  applied,
  cloudRead,
  security,
  balancer,
  service,
  hosts,
  clock,
  systemDisk,
  disk,
  diskSize,
  storage,
  hostFiles,
  hostState,
  configuration,
  kafkaProcess,
  limits,
  ports,
  internalTls,
  registered,
  quorum,
  partitions,
  advertised,
  logins,
  certificates,
  throughBalancer,
  fromClient,
];
