import type { Path } from '../problems/problem';
import { entriesOf, repeats, type ErrorRule } from './rule';

/** Each entry of these lists becomes a resource named after it, so it can be there only once. */
export const noRepeatedEntries: ErrorRule = (
  { bastion, kafka, security, loadBalancer, endpointService },
  report,
) => {
  const lists: [path: Path, entries: readonly (string | undefined)[] | undefined][] = [
    [['bastion', 'allowSshFrom'], bastion ? bastion.allowSshFrom : undefined],
    [['kafka', 'metrics', 'allowFrom'], kafka?.metrics?.allowFrom],
    [['security', 'internalClients'], security?.internalClients],
    [['security', 'externalTestClients'], security?.externalTestClients],
    [['security', 'sshFrom'], security?.sshFrom],
    [['loadBalancer', 'allowFrom'], loadBalancer?.allowFrom],
    [['endpointService', 'acceptedEndpoints'], endpointService?.acceptedEndpoints],
  ];
  for (const [path, entries] of lists) {
    for (const [[index], [first]] of repeats(entriesOf(entries), ([, entry]) => entry)) {
      report([...path, index], `is the same as entry ${first}`, { fix: 'remove one of them' });
    }
  }
};
