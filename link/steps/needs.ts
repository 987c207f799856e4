import type { Config } from '../../config/schema';
import type { FileChange } from '../deployment-file';
import { LinkStop } from '../stop';
import type { Needs } from '../tidb-cloud';
import type { LinkStep } from '../world';

/** TiDB Cloud's account and zones are in the deployment file, and match it. */
export const needs: LinkStep = {
  name: "TiDB Cloud's side is known",
  run: async ({ tidbCloud, file, person, variable, say }) => {
    const seen = await tidbCloud.needs();
    const { config } = file;
    const accountId = config.tidbCloud.accountId ?? variable('tidb_cloud_account_id');
    if (!seen) return `account ${accountId ?? 'unknown'}`;
    check(seen, accountId, config, say);
    const missing: FileChange[] = [];
    if (accountId === undefined) missing.push([['tidbCloud', 'accountId'], seen.accountId]);
    if (config.tidbCloud.zones === undefined) {
      missing.push(...seen.zones.map((zone) => [['tidbCloud', 'zones'], { append: zone }] as const));
    }
    if (missing.length > 0) {
      await person.agree(
        `write account ${seen.accountId} and zones ${seen.zones.join(', ')} to ${file.name}`,
      );
      file.change(missing);
    }
    return `account ${seen.accountId}, zones ${seen.zones.join(', ')}`;
  },
};

function check(
  seen: Needs,
  accountId: string | undefined,
  { zones }: Config,
  say: (line: string) => void,
): void {
  if (accountId !== undefined && accountId !== seen.accountId) {
    throw new LinkStop(
      `tidbCloud.accountId is ${accountId}, but TiDB Cloud's account is ${seen.accountId}: correct tidbCloud.accountId or tidbCloud.clusterId`,
    );
  }
  const uncovered = seen.zones.filter((zone) => !zones.some(({ id }) => id === zone));
  if (uncovered.length < seen.zones.length) {
    for (const zone of uncovered)
      say(`! zone ${zone} of TiDB Cloud is not one of the zones: its nodes there may find no endpoint`);
    return;
  }
  throw new LinkStop(
    `none of TiDB Cloud's zones (${seen.zones.join(', ')}) is one of the zones (${zones.map(({ id }) => id).join(', ')})\n` +
      'fix: add one to zones, even without a broker',
  );
}
