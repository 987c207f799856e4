import type { Command } from './command';
import clientTest from './connect/client-test';
import expose from './connect/expose';
import link from './connect/link';
import listeners from './connect/listeners';
import doctor from './look/doctor';
import picture from './look/picture';
import sbom from './look/sbom';
import certificate from './make/certificate';
import clusterId from './make/cluster-id';
import hostKeys from './make/host-keys';
import internalCertificates from './make/internal-certificates';
import passwords from './make/passwords';
import synth from './make/synth';
import bench from './rehearse/bench';
import cloud from './rehearse/cloud';
import rehearse from './rehearse/rehearse';
import rehearseAll from './rehearse/rehearse-all';
import start from './rehearse/start';

/** Commands that belong together; those of `make` are in the folder make. */
export interface Group {
  readonly folder: string;
  readonly title: string;
  readonly commands: readonly Command[];
}

/** Commands for users, in the order of their use. */
export const GROUPS: readonly Group[] = [
  {
    folder: 'make',
    title: 'Make',
    commands: [synth, clusterId, hostKeys, passwords, certificate, internalCertificates],
  },
  { folder: 'connect', title: 'Connect', commands: [link, expose, listeners, clientTest] },
  { folder: 'look', title: 'Look', commands: [doctor, picture, sbom] },
  { folder: 'rehearse', title: 'Rehearse', commands: [start, cloud, rehearse, rehearseAll, bench] },
];

/** With the one for contributors, which writes the reference of all. */
export const withContributors = (schema: Command): readonly Group[] => [
  ...GROUPS,
  { folder: 'contribute', title: 'Contribute', commands: [schema] },
];
