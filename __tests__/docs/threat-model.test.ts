import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../config/load';
import { documentedWays } from '../../rehearsal/scenarios/catalogue/ports/documented';
import { synthesize } from '../constructs/support/synthesized';

const root = join(__dirname, '../..');
const text = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
const { addresses } = synthesize(loadConfig(join(root, 'kafka.yaml')).config);
const named = [...text.matchAll(/`((?:bastion|brokers|nlb)_[^`]+)`/g)].map(([, name = '']) => name);

test.each(named)('%s is a resource of the example', (name) => {
  expect(addresses.map((address) => address.split('.')[1])).toContain(name);
});

test('every rule that lets something in is in the table', () => {
  const rules = addresses.flatMap(
    (address) => /^alicloud_security_group_rule\.(.*)$/.exec(address)?.[1] ?? [],
  );
  // Of one rule a zone, the first stands for all.
  expect(rules.filter((rule) => !/-southeast-1[bc]$/.test(rule) && !named.includes(rule))).toEqual([]);
  expect(rules.length).toBeGreaterThan(5);
});

test('the table can be read by the rehearsal', () => {
  expect(documentedWays(text)).toContainEqual({
    from: 'TiDB Cloud',
    to: 'endpoint',
    ports: [9092, 9093, 9094, 9095],
  });
  expect(documentedWays(text)).toContainEqual({ from: 'Internet', to: 'broker', ports: [] });
  expect(() => documentedWays('| From | To | TCP ports |\n|---|---|---|\n| a | b | many |')).toThrow(
    'no list of ports',
  );
  expect(() => documentedWays('nothing')).toThrow('no table');
});
