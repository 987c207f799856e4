import { CLOSED, withContacts, withResources } from '../changes';
import { healthy } from '../facts';
import { type Case, SERVICE, portOf, withCloud } from './case';

/** What the cloud tells. */
export const CLOUD: Case[] = [
  {
    name: 'no listener',
    facts: withContacts(
      withResources(healthy, (resources) => resources.filter(({ values }) => values['id'] !== 'lsn-9095')),
      (one) => one.endpoint.port === portOf(3),
      CLOSED,
    ),
    cause: 'listener-missing',
    seen: /no listener on port 9095 \(broker-node3\)/,
    effects: ['listener-closed'],
  },
  {
    name: 'a backend too many',
    facts: withResources(healthy, (resources) => [
      ...resources,
      {
        address: 'x',
        type: 'alicloud_nlb_server_group_server_attachment',
        values: { server_group_id: 'sgp-9093', server_ip: '10.0.64.12', port: 39092 },
      },
    ]),
    cause: 'backend-foreign',
    seen: /port 9093 \(broker-node1\) also leads to 10\.0\.64\.12:39092, which is not one of its backends/,
  },
  {
    name: 'another broker answers',
    facts: withContacts(healthy, (one) => one.endpoint.port === portOf(1), { answeredBy: 2 }),
    cause: 'wrong-broker',
    seen: /load balancer port 9093 of broker-node1 leads to node 2/,
  },
  {
    name: 'a port that nobody answers',
    facts: withContacts(healthy, (one) => one.endpoint.port === portOf(1), CLOSED),
    cause: 'listener-closed',
    seen: /nothing answers on load balancer port 9093/,
  },
  {
    name: 'no service',
    facts: withResources(healthy, (resources) => resources.filter(({ type }) => type !== SERVICE)),
    cause: 'service-missing',
    seen: /the endpoint service does not exist/,
  },
  {
    name: 'a zone that is not served',
    facts: withResources(healthy, (resources) =>
      resources.filter(
        ({ type, values }) => type !== `${SERVICE}_resource` || values['zone_id'] !== 'ap-southeast-1b',
      ),
    ),
    cause: 'zone-not-served',
    seen: /does not serve ap-southeast-1b/,
  },
  {
    name: 'an endpoint that was cut off',
    facts: withCloud({ connections: [{ endpointId: 'ep-1', status: 'Disconnected', ofTidbCloud: true }] }),
    cause: 'endpoint-not-connected',
    seen: /endpoint ep-1 of TiDB Cloud's account is Disconnected/,
  },
  {
    name: 'open to the world',
    facts: withCloud({
      rules: [
        {
          groupId: 'sg-brokers',
          groupName: 'broker-security-group',
          policy: 'accept',
          protocol: 'tcp',
          ports: '9092/9092',
          source: '0.0.0.0/0',
        },
      ],
    }),
    cause: 'world-open',
    seen: /broker-security-group has a rule that Terraform does not manage: accept tcp 9092\/9092 from 0\.0\.0\.0\/0/,
  },
  {
    name: 'a rule by hand',
    facts: withCloud({
      rules: [
        {
          groupId: 'sg-brokers',
          groupName: 'broker-security-group',
          policy: 'accept',
          protocol: 'tcp',
          ports: '22/22',
          source: '10.9.0.0/16',
        },
      ],
    }),
    cause: 'rule-foreign',
    seen: /accept tcp 22\/22 from 10\.9\.0\.0\/16/,
  },
  {
    name: 'not applied',
    facts: withCloud({ applied: {} }),
    cause: 'not-applied',
    seen: /broker-node1 was never applied/,
  },
  {
    name: 'no credentials',
    facts: withCloud({
      live: false,
      problem: 'no valid credential sources',
      rules: [],
      connections: undefined,
    }),
    cause: 'cloud-unread',
    seen: /the cloud could not be read.*no valid credential sources/,
  },
];
