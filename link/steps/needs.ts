import type { Config } from '../../config/schema';
import type { FileChange } from '../deployment-file';
import { LinkStop } from '../stop';
import type { Needs } from '../tidb-cloud';
import type { LinkStep } from '../world';

/** What TiDB Cloud's side consists of stands in the deployment file, and fits it. */
export const needs: LinkStep = {
  name: "TiDB Cloud's side is known",
  run: async ({ tidbCloud, file, person, variable, say }) => {
    const seen = await tidbCloud.needs();
    const { config } = file;
    const told = config.tidbCloud.accountId ?? variable('tidb_cloud_account_id');
    if (!seen) return `account ${told ?? 'unknown'}`;
    check(seen, told, config, say);
    const missing: FileChange[] = [];
    if (told === undefined) missing.push([['tidbCloud', 'accountId'], seen.accountId]);
    if (config.tidbCloud.zones === undefined) {
      missing.push(...seen.zones.map((zone) => [['tidbCloud', 'zones'], { append: zone }] as const));
    }
    if (missing.length > 0) {
      await person.agree(
        `write account ${seen.accountId} and zones ${seen.zones.join(', ')} into ${file.name}`,
      );
      file.change(missing);
    }
    return `account ${seen.accountId}, zones ${seen.zones.join(', ')}`;
  },
};

function check(seen: Needs, told: string | undefined, { zones }: Config, say: (line: string) => void): void {
  if (told !== undefined && told !== seen.accountId) {
    throw new LinkStop(
      `tidbCloud.accountId is ${told}, but TiDB Cloud's account is ${seen.accountId}: correct it, or tidbCloud.clusterId`,
    );
  }
  const uncovered = seen.zones.filter((zone) => !zones.some(({ id }) => id === zone));
  if (uncovered.length < seen.zones.length) {
    for (const zone of uncovered)
      say(`! zone ${zone} of TiDB Cloud is not among zones: its nodes there may find no endpoint`);
    return;
  }
  throw new LinkStop(
    `none of TiDB Cloud's zones (${seen.zones.join(', ')}) is among zones (${zones.map(({ id }) => id).join(', ')})\n` +
      'fix: add one to zones, even without a broker',
  );
}
