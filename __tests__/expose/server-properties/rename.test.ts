import fc from 'fast-check';
import { ConfigError } from '../../../config/problems/problem';
import { expose } from '../../../expose/server-properties/expose';
import { externalByConvention, renaming } from '../../../expose/server-properties/external';
import { PropertiesDocument } from '../../../expose/server-properties/java-properties/document';
import { exposed } from './support/change';
import { brokerFile } from './support/generated-files';
import { JavaProperties } from './support/java-properties';
import { SHAPES } from './support/shapes';

const PATTERN = 'b{nodeId}.{uniqueName}.alicloud.plc.tidbcloud.com';
const OLD = 'b1.abc.alicloud.plc.tidbcloud.com';
const NEW = 'b1.xyz.alicloud.plc.tidbcloud.com';
const external = renaming(externalByConvention({ nodeId: 1, uniqueName: 'xyz' }), PATTERN);

jest.setTimeout(60_000);

const java = new JavaProperties();
afterAll(() => java.stop());

const renamed = (file: Buffer | string, wanted = external) =>
  expose(PropertiesDocument.of(Buffer.from(file)), 'server.properties', wanted);

async function expectOnlyTheName(before: Buffer): Promise<void> {
  const { document, changed } = renamed(before);
  const [was, is] = [await java.read(before), await java.read(document.toBytes())];
  expect(changed).toEqual(['advertised.listeners']);
  const advertised = was?.['advertised.listeners']?.replace(OLD, NEW);
  expect(is).toEqual({ ...was, 'advertised.listeners': advertised });
  const text = before.toString('latin1');
  const at = text.lastIndexOf(OLD);
  expect(document.text).toBe(text.slice(0, at) + NEW + text.slice(at + OLD.length));
  expect(renamed(document.toBytes()).changed).toEqual([]);
}

test.each(SHAPES.map(([name, text]) => [name, text]))(
  'a former name becomes the new one, and nothing else changes: %s',
  (_, text) => expectOnlyTheName(exposed(Buffer.from(text, 'latin1')).file),
);

test('in any file', async () => {
  await fc.assert(
    fc.asyncProperty(brokerFile, (file) => expectOnlyTheName(exposed(file).file)),
    { numRuns: 200 },
  );
}, 120_000);

const lines = (advertised: string) =>
  [
    'process.roles=broker',
    'node.id=1',
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=INTERNAL',
    'listeners=INTERNAL://:9092,EXTERNAL://0.0.0.0:39092',
    `advertised.listeners=INTERNAL://10.0.0.11:9092,${advertised}`,
    'listener.security.protocol.map=INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,EXTERNAL:PLAINTEXT',
    '',
  ].join('\n');

test('the placeholder is a former name, in any case and with escapes', () => {
  const { document } = renamed(lines('external\\:\\/\\/B1.Unique_Name.alicloud.plc.tidbcloud.com\\:9093'));
  expect(document.text).toBe(lines(`external\\:\\/\\/${NEW}\\:9093`));
});

test.each([
  ['another port', `EXTERNAL://${OLD}:9094`],
  ['the name of another broker', 'EXTERNAL://b2.abc.alicloud.plc.tidbcloud.com:9093'],
  ['a name in another domain', 'EXTERNAL://b1.abc.example.com:9093'],
  ['a label more', 'EXTERNAL://b1.abc.def.alicloud.plc.tidbcloud.com:9093'],
])('an EXTERNAL with %s stays refused', (_, entry) => {
  expect(() => renamed(lines(entry))).toThrow('already has an EXTERNAL with another address or port');
});

test('without the permission, a former name is refused', () => {
  const wanted = externalByConvention({ nodeId: 1, uniqueName: 'xyz' });
  expect(() => renamed(lines(`EXTERNAL://${OLD}:9093`), wanted)).toThrow(ConfigError);
});

test('a former name over two lines is refused with the way out', () => {
  const entry = 'EXTERNAL://b1.abc.\\\n  alicloud.plc.tidbcloud.com:9093';
  expect(() => renamed(lines(entry))).toThrow('that line breaks or escapes split');
});
