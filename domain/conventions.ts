import { formatAddress, parseCidr } from './cidr';

/**
 * Defaults that follow from a node id or a zone: one function each, used by the rules that refuse conflicts and by the
 * plan, so that both use the same address, port or name.
 */

/** Distance of broker addresses from the base of their vSwitch; leaves room for other hosts. */
const ADDRESS_OFFSET = 10;

export const brokerName = (id: number): string => `broker-node${id}`;

export const brokerVSwitchName = (zone: string): string => `broker-${zone}`;

export const brokerExternalPort = (externalBase: number, id: number): number => externalBase + id;

/** @returns undefined when the range cannot be parsed */
export function brokerAddress(vswitchCidr: string | undefined, id: number): string | undefined {
  const range = parseCidr(vswitchCidr);
  return range && formatAddress(range.base + ADDRESS_OFFSET + id);
}

/** @returns undefined when the range cannot be parsed */
export function bastionAddress(vswitchCidr: string | undefined): string | undefined {
  const range = parseCidr(vswitchCidr);
  return range && formatAddress(range.base + ADDRESS_OFFSET);
}

/** With fewer brokers than the factor, a topic cannot be created, and consumers never get a coordinator. */
export const replicationFactor = (brokerCount: number): number => Math.min(3, brokerCount);

/** 2 only from three brokers on, so that a restart of one broker stops no producer. */
export const minInsyncReplicas = (brokerCount: number): number => (brokerCount >= 3 ? 2 : 1);

/** The unique name of PingCAP's document, until TiDB Cloud provides the real one. */
export const UNIQUE_NAME_PLACEHOLDER = 'unique_name';

/** Fills the pattern of EXTERNAL's advertised host name; `uniqueName` may be a Terraform token. */
export function externalHost(pattern: string, id: number, uniqueName: string): string {
  return pattern.replaceAll('{nodeId}', String(id)).replaceAll('{uniqueName}', () => uniqueName);
}

/** Topics that operations keep on the cluster for a while, without messages: that of the permission to stop a broker. */
export const OPERATIONS_TOPIC_PREFIX = '__kafka-link-';
