import { EXTERNAL } from '../../domain/listeners';
import type { PartialConfig } from '../salvage';
import { allKnown, entriesOf, repeats, type ErrorRule } from './rule';

/** Where the ports of EXTERNAL are. */
const OWN = { port: 'ports.external', bootstrap: 'ports.bootstrap', base: 'ports.externalBase' } as const;
const KEYS = ['port', 'bootstrap', 'base'] as const;

type Listener = NonNullable<NonNullable<PartialConfig['externalListeners']>[number]>;

/** The external listeners without those that repeat a name: their other conflicts follow from that. */
export function distinctListeners(config: PartialConfig): [index: number, entry: Listener][] {
  const entries = entriesOf(config.externalListeners);
  return entries.filter(([index, { name }]) => {
    return name === undefined || entries.find(([, other]) => other.name === name)?.[0] === index;
  });
}

/** Brokers, firewall rules and server groups know a listener by its name. */
export const uniqueListeners: ErrorRule = ({ externalListeners }, report) => {
  const named = entriesOf(externalListeners).filter(([, { name }]) => name !== undefined);
  for (const [[index], [first]] of repeats(named, ([, { name }]) => name)) {
    report(['externalListeners', index, 'name'], `is also the name of externalListeners[${first}]`);
  }
};

/** Every external listener has all its ports in one place. */
export const portsOfListeners: ErrorRule = ({ externalListeners }, report) => {
  for (const [index, entry] of entriesOf(externalListeners)) {
    if (entry.name === undefined) continue;
    for (const key of KEYS) {
      const path = ['externalListeners', index, key];
      if (entry.name === EXTERNAL && entry[key] !== undefined) {
        report(path, `is ${OWN[key]} for the listener EXTERNAL`, { fix: `remove it, and set ${OWN[key]}` });
      }
      if (entry.name !== EXTERNAL && !(key in entry)) {
        report(path, 'is missing', { fix: `set port, bootstrap and base for ${entry.name}` });
      }
    }
  }
};

/** `externalPort` is a port of EXTERNAL only. */
export const unusedExternalPorts: ErrorRule = ({ brokers, externalListeners }, report) => {
  const names = allKnown(externalListeners, ({ name }) => name);
  if (!names || names.includes(EXTERNAL)) return;
  for (const [index, { externalPort }] of entriesOf(brokers)) {
    if (externalPort === undefined) continue;
    report(['brokers', index, 'externalPort'], 'has no effect without the listener EXTERNAL', {
      fix: 'remove it',
    });
  }
};
