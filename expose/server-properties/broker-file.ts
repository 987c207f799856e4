import {
  parseListeners,
  parseProtocolMap,
  splitList,
  trim,
  type EntryList,
  type ListenerEntry,
  type ProtocolEntry,
} from './entries';
import type { PropertiesDocument, Property } from './java-properties/document';

/** A list of the file, or Kafka's default if the file has none. */
export interface ListSetting<Entry> extends EntryList<Entry> {
  /** @default - the file does not have it */
  readonly property?: Property;
}

/** The listeners in a broker's `server.properties`, as Kafka reads them. */
export interface BrokerFile {
  readonly document: PropertiesDocument;
  /** Empty in ZooKeeper mode. */
  readonly roles: readonly string[];
  /** In capitals. */
  readonly controllerNames: readonly string[];
  readonly listeners: ListSetting<ListenerEntry>;
  readonly advertised: ListSetting<ListenerEntry>;
  readonly protocols: ListSetting<ProtocolEntry>;
}

const DEFAULT_LISTENERS = 'PLAINTEXT://:9092';
const PROTOCOLS = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'];

export function readBrokerFile(document: PropertiesDocument): BrokerFile {
  const roles = splitList(valueOf(document, 'process.roles') ?? '');
  const controllerNames = splitList(valueOf(document, 'controller.listener.names') ?? '').map((name) =>
    name.toUpperCase(),
  );
  const listeners = readList(document, 'listeners', parseListeners, () => parseListeners(DEFAULT_LISTENERS));
  const advertised = readList(document, 'advertised.listeners', parseListeners, () => ({
    entries: listeners.entries.filter(({ name }) => !controllerNames.includes(name)),
    malformed: [],
  }));
  const protocols = readList(document, 'listener.security.protocol.map', parseProtocolMap, () =>
    defaultProtocols(roles.length > 0 ? controllerNames : [], listeners.entries),
  );
  return { document, roles, controllerNames, listeners, advertised, protocols };
}

/** A value without the blanks around it, which Kafka ignores. */
export function valueOf(document: PropertiesDocument, key: string): string | undefined {
  const value = document.get(key)?.value;
  return value === undefined ? undefined : trim(value);
}

/**
 * Kafka's default for the map: each protocol's name maps to itself, and in KRaft mode the controllers' listeners are
 * PLAINTEXT, unless a listener shows that the cluster is secured.
 */
function defaultProtocols(
  controllerNames: readonly string[],
  listeners: readonly ListenerEntry[],
): EntryList<ProtocolEntry> {
  const names = [...controllerNames, ...listeners.map(({ name }) => name)];
  const isSecured = names.some((name) => PROTOCOLS.includes(name) && name !== 'PLAINTEXT');
  const controllers = isSecured ? [] : controllerNames.filter((name) => name !== 'PLAINTEXT');
  return parseProtocolMap(
    [...PROTOCOLS.map((name) => `${name}:${name}`), ...controllers.map((name) => `${name}:PLAINTEXT`)].join(
      ',',
    ),
  );
}

function readList<Entry>(
  document: PropertiesDocument,
  key: string,
  parse: (value: string) => EntryList<Entry>,
  byDefault: () => EntryList<Entry>,
): ListSetting<Entry> {
  const property = document.get(key);
  return property ? { property, ...parse(property.value) } : byDefault();
}
