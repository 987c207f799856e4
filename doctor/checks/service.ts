import type { CloudFacts, Connection, Facts } from '../facts';
import type { Check, Finding } from '../finding';
import { text } from '../resource';

const SERVICE = 'alicloud_privatelink_vpc_endpoint_service';
const HINT = 'add it to endpointService.acceptedEndpoints, synthesize and apply';

/** The endpoint service: active, in every zone, with TiDB Cloud's account on its whitelist, and its endpoints. */
export const service: Check = {
  title: 'endpoint service',
  applies: ({ cloud }) => cloud !== undefined,
  judge: (facts) => (facts.cloud ? judge(facts, facts.cloud) : []),
  well: ({ cloud }) => {
    const all = cloud?.connections ?? [];
    const who = all.map(({ endpointId, status }) => `${endpointId} is ${status}`).join(', ');
    if (cloud?.connections === undefined) return 'as last applied';
    return who === '' ? 'no endpoint yet' : who;
  },
};

function judge(facts: Facts, cloud: CloudFacts): Finding[] {
  const { plan, accountId } = facts;
  const found = cloud.resources.find(({ type }) => type === SERVICE);
  const status = found && text(found, 'status');
  if (!found || (status !== 'Active' && status !== '')) {
    const seen = found ? `the endpoint service is ${status}` : 'the endpoint service does not exist';
    return [fault('service-missing', seen, 'an active endpoint service', 'terraform apply')];
  }
  const of = (type: string) => cloud.resources.filter((one) => one.type === `${SERVICE}_${type}`);
  const served = of('resource').map((one) => text(one, 'zone_id'));
  const unserved = plan.zones.map(({ id }) => id).filter((id) => !served.includes(id));
  const users = of('user').map((one) => text(one, 'user_id'));
  const findings: Finding[] = [];
  if (unserved.length > 0) {
    findings.push(
      fault(
        'zone-not-served',
        `the endpoint service does not serve ${unserved.join(', ')}`,
        'the load balancer in every zone of the file',
        'terraform apply',
      ),
    );
  }
  if (accountId === undefined ? users.length === 0 : !users.includes(accountId)) {
    findings.push(
      fault(
        'account-not-whitelisted',
        `TiDB Cloud's account ${accountId ?? ''} is not on the whitelist of the endpoint service${
          users.length > 0 ? `, only ${users.join(', ')}` : ''
        }`,
        'the account that ticloud serverless private-link-connection zones shows is on it',
        'set tidbCloud.accountId, or the variable tidb_cloud_account_id, synthesize and apply',
      ),
    );
  }
  return [...findings, ...connections(facts, cloud)];
}

function connections({ acceptedEndpoints }: Facts, { connections: all }: CloudFacts): Finding[] {
  if (all === undefined) return [];
  const missing = acceptedEndpoints.filter((id) => !all.some(({ endpointId }) => endpointId === id));
  return [
    ...all.flatMap((one) => connection(one, acceptedEndpoints.includes(one.endpointId))),
    ...missing.map((id) =>
      fault(
        'endpoint-not-connected',
        `endpoint ${id} of the file no longer exists`,
        'it is Connected',
        'remove it from endpointService.acceptedEndpoints, synthesize and apply',
      ),
    ),
  ];
}

function connection({ endpointId, status, ofTidbCloud }: Connection, accepted: boolean): Finding[] {
  const whose =
    ofTidbCloud === undefined ? '' : ofTidbCloud ? " of TiDB Cloud's account" : ' of another account';
  if (status === 'Pending') {
    const fix = ofTidbCloud === false ? `if you know whose it is, ${HINT}` : HINT;
    const seen = `endpoint ${endpointId}${whose} waits to be accepted`;
    return [fault('endpoint-pending', seen, 'it is Connected', fix)];
  }
  if (!accepted || status === 'Connected' || status === 'Connecting') return [];
  const seen = `endpoint ${endpointId}${whose} is ${status}`;
  return [fault('endpoint-not-connected', seen, 'it is Connected', 'terraform apply accepts it again')];
}

const fault = (id: Finding['id'], seen: string, expected: string, fix: string): Finding => ({
  id,
  level: 'fault',
  seen,
  expected,
  fix,
});
