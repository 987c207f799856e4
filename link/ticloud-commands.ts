/**
 * The arguments of `ticloud`, from its command reference: docs/generate_doc/ticloud_serverless_private-link-connection_*.md
 * in github.com/tidbcloud/tidbcloud-cli, commits c8348c20 and later.
 */
const PLC = ['serverless', 'private-link-connection'];

export const commands = {
  zones: (clusterId: string) => [...PLC, 'zones', '-c', clusterId],
  list: (clusterId: string) => [...PLC, 'list', '-c', clusterId, '-o', 'json'],
  describe: (clusterId: string, id: string) => on('describe', clusterId, id),
  create: (clusterId: string, displayName: string, serviceName: string) => [
    ...PLC,
    'create',
    '-c',
    clusterId,
    '--display-name',
    displayName,
    '--type',
    'ALICLOUD_ENDPOINT_SERVICE',
    '--alicloud.endpoint-service-name',
    serviceName,
  ],
  propose: (clusterId: string, id: string) => [...attach(clusterId, id), '--dry-run'],
  attach: (clusterId: string, id: string, name: string) => [...attach(clusterId, id), '--unique-name', name],
};

const on = (command: string, clusterId: string, id: string) => [
  ...PLC,
  command,
  '-c',
  clusterId,
  '--private-link-connection-id',
  id,
];

const attach = (clusterId: string, id: string) => [
  ...on('attach-domains', clusterId, id),
  '--type',
  'TIDBCLOUD_MANAGED',
];

/** A command as a person types it. */
export const typed = (args: readonly string[]): string => ['ticloud', ...args].join(' ');
