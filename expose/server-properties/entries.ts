/** One listener in `listeners` or `advertised.listeners`. */
export interface ListenerEntry {
  /** In capitals, as Kafka compares names. */
  readonly name: string;
  /** Empty for all addresses in `listeners`, for the host's own name in `advertised.listeners`. */
  readonly host: string;
  readonly port: number;
  /** As in the file. */
  readonly text: string;
}

/** One pair in `listener.security.protocol.map`. */
export interface ProtocolEntry {
  /** In capitals, as Kafka compares names. */
  readonly name: string;
  /** In capitals. */
  readonly protocol: string;
  /** As in the file. */
  readonly text: string;
}

/** The entries of a list; `malformed` are those that Kafka would refuse, as in the file. */
export interface EntryList<Entry> {
  readonly entries: readonly Entry[];
  readonly malformed: readonly string[];
}

export function parseListeners(value: string): EntryList<ListenerEntry> {
  // Kafka ignores empty entries here, but not in the map of protocols.
  return parseEach(
    splitList(value).filter((text) => text !== ''),
    (text) => {
      const [, name, host, port] = /^(.*):\/\/\[?([0-9A-Za-z\-%._:]*)\]?:(-?\d+)$/s.exec(text) ?? [];
      if (name === undefined || host === undefined) return undefined;
      return { name: name.toUpperCase(), host, port: Number(port), text };
    },
  );
}

export function parseProtocolMap(value: string): EntryList<ProtocolEntry> {
  return parseEach(splitList(value), (text) => {
    const [, name, protocol] = /^(.*):([^:]*)$/s.exec(text) ?? [];
    if (name === undefined || protocol === undefined) return undefined;
    return { name: trim(name).toUpperCase(), protocol: trim(protocol).toUpperCase(), text };
  });
}

/** The items of a list as Java splits it: trailing empty ones do not count. */
export function splitList(value: string): string[] {
  const items = trim(value).split(/[ \t\n\v\f\r]*,[ \t\n\v\f\r]*/);
  while (items.at(-1) === '') items.pop();
  return items;
}

/** Like Java's `String.trim`, which also removes control characters, but no other blanks. */
export function trim(text: string): string {
  return text.replace(/^[\0- ]+|[\0- ]+$/g, '');
}

function parseEach<Entry>(
  items: readonly string[],
  parse: (text: string) => Entry | undefined,
): EntryList<Entry> {
  const parsed = items.map((text) => ({ text, entry: parse(text) }));
  return {
    entries: parsed.flatMap(({ entry }) => entry ?? []),
    malformed: parsed.flatMap(({ text, entry }) => (entry === undefined ? [text] : [])),
  };
}
