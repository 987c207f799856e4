import type { ScenarioContext } from '../context';
import { examine, examineFromClient } from '../steps/doctor';
import { createEndpoint } from '../steps/link';
import type { Step } from '../scenario';
import { build } from './default';
import { cloud, unaccepted } from './doctor/cloud';
import { cluster } from './doctor/cluster';
import { hosts } from './doctor/hosts';
import { names } from './doctor/names';

/** Fourteen faults, each of which the doctor names in its first line; it is silent before and after each. */
export const doctor = (): Step<ScenarioContext>[] => [
  ...build,
  createEndpoint,
  unaccepted,
  { ...examine, name: 'doctor: a healthy cluster' },
  examineFromClient,
  ...hosts,
  ...cluster,
  ...names,
  ...cloud,
];
