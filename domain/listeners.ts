/** The external listener whose ports are in `ports`, and whose brokers' ports can be set by `externalPort`. */
export const EXTERNAL = 'EXTERNAL';

/** Where the ports of an external listener come from; `Entry` and `Ports` may be partial, as rules see them. */
export function listenerPorts<T>(
  entry: { readonly name?: string; readonly port?: T; readonly bootstrap?: T; readonly base?: T },
  ports: { readonly external?: T; readonly bootstrap?: T; readonly externalBase?: T } | undefined,
): { port?: T; bootstrap?: T; base?: T } {
  if (entry.name !== EXTERNAL) return entry;
  return { port: ports?.external, bootstrap: ports?.bootstrap, base: ports?.externalBase };
}
