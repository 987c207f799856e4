import { advertise, defaultAdvertised } from './advertised';
import { interBroker, ownTraffic } from './duties';
import { bind, defaultListener, distinctNames } from './listeners';
import { brokerId, generatedId } from './node';
import { externalProtocol, otherProtocols, unauthenticated } from './protocols';
import type { Rule } from './rule';
import { placeholder, readable, repeatedKeys } from './text';

/** Why the file of a broker cannot be given the listener. */
export const errorRules: readonly Rule[] = [
  brokerId,
  readable,
  distinctNames,
  bind,
  defaultListener,
  advertise,
  defaultAdvertised,
  externalProtocol,
  otherProtocols,
  ownTraffic,
  interBroker,
];

/** Doubts about a file that can. */
export const warningRules: readonly Rule[] = [generatedId, repeatedKeys, placeholder, unauthenticated];
