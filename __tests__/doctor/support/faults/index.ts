import type { Case } from './case';
import { CERTIFICATES } from './certificates';
import { CLIENT } from './client';
import { CLOUD } from './cloud';
import { CLUSTER } from './cluster';
import { DRIFT } from './drift';
import { FOURTEEN } from './fourteen';
import { HOSTS } from './hosts';
import { INTERNAL_TLS } from './internal-tls';
import { LOGINS } from './logins';

/** Everything that the doctor knows of. */
export const FAULTS: readonly Case[] = [
  ...FOURTEEN,
  ...HOSTS,
  ...DRIFT,
  ...CLUSTER,
  ...CLOUD,
  ...CLIENT,
  ...LOGINS,
  ...CERTIFICATES,
  ...INTERNAL_TLS,
];
