import type { CommonWarningRule, WarningRule } from './rule';
import { parseVersion } from '../../domain/version';

/** TiDB Cloud documentation: the endpoint service needs the zones of the TiDB cluster. */
export const coveredZones: CommonWarningRule = ({ tidbCloud, zones }, report) => {
  for (const [index, id] of (tidbCloud.zones ?? []).entries()) {
    if (zones.some((zone) => zone.id === id)) continue;
    report(
      ['tidbCloud', 'zones', index],
      'is not one of the zones: TiDB Cloud nodes in it may find no endpoint',
      {
        fix: 'add it to zones, even without a broker',
      },
    );
  }
};

/** TiDB Cloud documentation: a changefeed is for Kafka v2 or v3. */
export const changefeedVersion: WarningRule = ({ kafka }, report) => {
  if (parseVersion(kafka.version)[0] < 4) return;
  report(['kafka', 'version'], 'is not listed for TiDB Cloud changefeeds, which list Kafka v2 and v3');
};
