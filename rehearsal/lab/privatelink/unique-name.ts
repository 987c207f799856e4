import { createHash } from 'node:crypto';

/** What every host name on TiDB Cloud's side ends in. */
export const DOMAIN = 'alicloud.plc.tidbcloud.com';

/** The unique name that TiDB Cloud gives a connection: nobody else can choose or foretell it. */
export function uniqueNameOf(accountId: string, endpointId: string): string {
  const hash = createHash('sha256').update(`${accountId}/${endpointId}`).digest('hex');
  // A host name's label begins with a letter.
  return `t${BigInt(`0x${hash.slice(0, 16)}`)
    .toString(36)
    .padStart(10, '0')
    .slice(0, 10)}`;
}

/** The name of a broker under a unique name. */
export function brokerName(nodeId: number, uniqueName: string): string {
  return `b${String(nodeId)}.${uniqueName}.${DOMAIN}`;
}
