import type { Facts } from '../facts';
import { type Drift, differs, drifts } from './drift';

/** What to do about a host that is not as its step leaves it. @param name of the host */
export function mend(facts: Facts, name: string): string {
  if (facts.applied?.[name] === false) {
    return 'synthesize and apply, which brings it: the last apply ran with another plan';
  }
  const all = drifts(facts);
  const own = all.find((one) => one.name === name);
  if (own?.otherDisk !== undefined) {
    return `set replace: ${own.nodeId} in the deployment file, synthesize and apply, then remove it: the files on this host name its former data disk ${own.otherDisk}, and the data on the present one stays`;
  }
  const hosts = all.filter(
    (one) => one === own || (differs(one) && facts.applied?.[one.name] !== false && !one.otherDisk),
  );
  const ids = hosts.map(({ nodeId }) => nodeId ?? 'bastion').join(', ');
  return `set repair: [${ids}] in the deployment file, synthesize and apply, one broker at a time; then remove it`;
}

/** The nodes of a finding about a host; none for the bastion. */
export const nodesOf = ({ nodeId }: Drift): readonly number[] | undefined =>
  nodeId === undefined ? undefined : [nodeId];
