import type { Fault } from '../fault';
import { applyKilled, changeDuringFault } from './apply';
import { dataDiskFull, dataDiskSlow, systemDiskFull } from './disks';
import { hostCut, zoneCut } from './network';
import { power } from './power';
import { killed, pausedBriefly, pausedLong } from './process';

/**
 * Every fault that a schedule can draw. Not among them is a clock that jumps: all hosts of a rehearsal have the clock of
 * the machine, since no namespace has its own.
 */
export const FAULTS: readonly Fault[] = [
  killed,
  pausedBriefly,
  pausedLong,
  hostCut,
  zoneCut,
  dataDiskSlow,
  dataDiskFull,
  systemDiskFull,
  power,
  changeDuringFault,
  applyKilled,
];
