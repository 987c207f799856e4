import type { ClusterPlan } from '../../plan/types';

export interface NextStepsProps {
  /** Name of the endpoint service; usually a token. */
  readonly serviceName: string;
  /**
   * Id of the TiDB Cloud cluster.
   * @default - a placeholder to replace
   */
  readonly clusterId?: string;
}

/** Steps 3 and 4 of PingCAP's document as `ticloud` and Terraform commands, with this deployment's values. */
export function nextSteps(
  plan: ClusterPlan,
  { serviceName, clusterId = '<cluster-id>' }: NextStepsProps,
): string {
  const plc = 'ticloud serverless private-link-connection';
  const attach = `${plc} attach-domains -c ${clusterId} --private-link-connection-id <plc-id> --type TIDBCLOUD_MANAGED`;
  return `\
npx kafka-link link does all of this. It asks before each change, and continues where it stopped when you run it again. Manually:
1. Create the private link connection in TiDB Cloud; note the id it prints:
   ${plc} create -c ${clusterId} --display-name ${plan.name} --type ALICLOUD_ENDPOINT_SERVICE --alicloud.endpoint-service-name ${serviceName}
2. Accept the endpoint: put its id into endpointService.acceptedEndpoints and apply again, or allow it in the console
   (VPC > Endpoint Services > Endpoint Connections). The connection then becomes ACTIVE:
   ${plc} describe -c ${clusterId} --private-link-connection-id <plc-id>
3. Learn the unique name, then attach the domain with it:
   ${attach} --dry-run
   ${attach} --unique-name <unique-name>
4. ${lastStep(plan)}
5. Create the changefeed with this private link connection and bootstrap port ${plan.externalListeners[0].bootstrap}.
`;
}

function lastStep(plan: ClusterPlan): string {
  if (plan.cluster === 'existing') {
    return `Write the unique name to tidbCloud.uniqueName, synthesize again and give every broker the listener, one at a time:
   npx kafka-link expose <deployment file>, or by hand with docs/existing-cluster.md`;
  }
  const apply = 'terraform apply -var unique_name=<unique-name>';
  return plan.stage === 'link'
    ? `Write the unique name to tidbCloud.uniqueName, set stage: full, synthesize again and build the brokers:
   ${apply}`
    : `Write the unique name to tidbCloud.uniqueName and apply it (or pass it each time):
   ${apply}`;
}
