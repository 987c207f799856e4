import type { CommonWarningRule, WarningRule } from './rule';
import { parseVersion } from '../../domain/version';

/** TiDB Cloud documentation: the zones of its cluster and of the service have to match. */
export const coveredZones: CommonWarningRule = ({ tidbCloud, zones }, report) => {
  for (const [index, id] of (tidbCloud.zones ?? []).entries()) {
    if (zones.some((zone) => zone.id === id)) continue;
    report(
      ['tidbCloud', 'zones', index],
      'is not among zones: TiDB Cloud nodes of that zone may find no endpoint',
      {
        fix: 'add the zone, even without a broker',
      },
    );
  }
};

/** TiDB Cloud documentation: a changefeed names Kafka v2 or v3. */
export const changefeedVersion: WarningRule = ({ kafka }, report) => {
  if (parseVersion(kafka.version)[0] < 4) return;
  report(['kafka', 'version'], 'TiDB Cloud changefeeds list Kafka v2 and v3 only');
};
