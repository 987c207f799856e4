/** A resource or data source in synthesized Terraform JSON. */
type Bodies = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** As much of the JSON as makes its graph. */
export interface Graph {
  readonly resource: Bodies;
  readonly data?: Bodies;
}

const REFERENCE = /(?:data\.)?[a-z]\w*\.[\w-]+/g;

/** By address, the addresses that it refers to or depends on. */
export function dependencies({ resource, data = {} }: Graph): Map<string, string[]> {
  const bodies = new Map([...addressed('', resource), ...addressed('data.', data)]);
  return new Map(
    [...bodies].map(([address, body]) => {
      const named = new Set(JSON.stringify(body).match(REFERENCE));
      return [address, [...named].filter((other) => other !== address && bodies.has(other))];
    }),
  );
}

function addressed(prefix: string, types: Bodies): [address: string, body: unknown][] {
  return Object.entries(types).flatMap(([type, named]) =>
    Object.entries(named).map(([name, body]): [string, unknown] => [`${prefix}${type}.${name}`, body]),
  );
}

/** Seconds of the chain of resources that takes longest: what an apply cannot be faster than. */
export function criticalPath(graph: Graph, secondsOf: (address: string) => number): number {
  const needs = dependencies(graph);
  const ends = new Map<string, number>();
  const end = (address: string): number => {
    const known = ends.get(address);
    if (known !== undefined) return known;
    const start = Math.max(0, ...(needs.get(address) ?? []).map(end));
    ends.set(address, start + secondsOf(address));
    return start + secondsOf(address);
  };
  return Math.max(0, ...[...needs.keys()].map(end));
}
