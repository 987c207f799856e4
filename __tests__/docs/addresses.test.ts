import type { Config } from '../../config/schema';
import { brokers, deployment, existingDeployment } from '../support/deployment';
import { synthesize } from '../constructs/support/synthesized';
import { documents } from './support/documents';

/** Deployments that have, together, every resource that a document may name. */
const DEPLOYMENTS: readonly Config[] = [
  existingDeployment({ endpointService: { acceptedEndpoints: ['ep-t4nexample'] } }),
  deployment(3),
  deployment(3, { removed: [{ id: 4 }] }),
  deployment(4, { brokers: [...brokers(3), { id: 4, zone: 'ap-southeast-1a', leaving: true }] }),
  deployment(3, { maintain: 2, replace: 3 }),
  deployment(3, { kafka: { clusterId: 'BRl69zcmTFmiPaoaANybiw', version: '3.9.1', metadataVersion: '3.9' } }),
];

/** `<id>` in a document stands for a broker, as do the keys of instances for themselves. */
const addressesIn = (text: string): string[] =>
  [...text.matchAll(/\b((?:alicloud_\w+|null_resource|terraform_data)\.[\w<>-]+)/g)].map(
    ([, address = '']) => address,
  );

/** Decisions tell of what was weighed, too. */
const told = documents().filter(({ path }) => !path.startsWith('docs/adr/'));
const named = told.flatMap(({ path, text }) => addressesIn(text).map((address) => ({ path, address })));

test('the documents name addresses', () => {
  expect(named.map(({ address }) => address)).toContain('alicloud_instance.brokers_1_host');
});

test('every address that a document names is one of a deployment', () => {
  const there = new Set(DEPLOYMENTS.flatMap((config) => synthesize(config).addresses));
  const exists = (address: string) =>
    ['1', '2', '3', '4'].some((id) => there.has(address.replaceAll(/<(?:id|N)>/g, id)));
  expect(named.filter(({ address }) => !exists(address))).toEqual([]);
});
