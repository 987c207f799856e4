import { CloudError } from './api';

/** Regions with fewer than three zones for load balancers and PrivateLink; every other region has a, b and c. */
const FEWER_ZONES: Record<string, string> = { 'ap-northeast-2': 'ab', 'me-east-1': 'a', 'na-south-1': 'a' };

/** The zones of a region: `ap-southeast-1a` where the region ends in a digit, `cn-hangzhou-a` elsewhere. */
export function zonesOf(region: string): string[] {
  if (!/^[a-z]{2}-[a-z]+(-[a-z]+)*(-\d+)?$/.test(region)) {
    throw new CloudError(
      'InvalidRegionId.NotFound',
      `There is no region ${region || '(none given)'}.`,
      'region',
    );
  }
  const separator = /\d$/.test(region) ? '' : '-';
  return [...(FEWER_ZONES[region] ?? 'abc')].map((letter) => `${region}${separator}${letter}`);
}

/** Refuses a zone that the region does not have. */
export function requireZone(region: string, zone: string, attribute: string): void {
  const zones = zonesOf(region);
  if (!zones.includes(zone)) {
    throw new CloudError(
      'InvalidZoneId.NotFound',
      `There is no zone ${zone} in region ${region}; its zones are ${zones.join(', ')}.`,
      attribute,
    );
  }
}

/** The letters that the ids of a region begin with; Singapore's and Hangzhou's are the real ones. */
export function idInfix(region: string): string {
  const known: Record<string, string> = { 'ap-southeast-1': 't4n', 'cn-hangzhou': 'bp1' };
  const sum = [...region].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 46656, 7);
  return known[region] ?? sum.toString(36).padStart(3, '0');
}
