import { advertise, defaultAdvertised } from './advertised';
import { interBroker, ownTraffic } from './duties';
import { bind, defaultListener, distinctNames } from './listeners';
import { brokerId, generatedId } from './node';
import { externalProtocol, otherProtocols, unauthenticated } from './protocols';
import type { Rule } from './rule';
import { placeholder, readable, repeatedKeys } from './text';

/** Problems because of which the listener cannot be added. */
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

/** Warnings about a file to which it can be added. */
export const warningRules: readonly Rule[] = [generatedId, repeatedKeys, placeholder, unauthenticated];
