import { explainFailure, NotLoggedIn } from '../../link/ticloud-failure';

const api = (status: string, message: string) =>
  `Error: [GET /v1beta1/clusters/1/privateLinkConnections:getAvailabilityZones][${status}] {"code":5,"message":"${message}"}\n`;

test.each([
  [
    api('404 Not Found', 'cluster 1'),
    'TiDB Cloud does not find it: cluster 1\nfix: check tidbCloud.clusterId',
  ],
  [
    api('400 Bad Request', 'no such zone'),
    'the zones do not match: no such zone\nfix: the load balancer needs a zone',
  ],
  [api('429', 'at most 5 connections, limit reached'), "TiDB Cloud's quota is used up: at most 5"],
  [api('500', 'catalog in use'), 'catalog in use\ncommand: ticloud zones -c 1'],
  ['panic: what\n', 'panic: what\ncommand: ticloud zones -c 1'],
  ['', 'it failed without a message\ncommand: ticloud zones -c 1'],
])('%j becomes a cause with a way out', (output, explained) => {
  const failure = explainFailure(['zones', '-c', '1'], output);
  expect(failure.message.startsWith(explained)).toBe(true);
  expect(failure).not.toBeInstanceOf(NotLoggedIn);
});

test.each([
  'Error: You are not logged in, please run ticloud auth login first',
  api('401 Unauthorized', 'denied'),
])('%j is a missing login', (output) => expect(explainFailure([], output)).toBeInstanceOf(NotLoggedIn));
