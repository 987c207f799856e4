import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, parseConfig } from '../../config/load';
import { ConfigError, formatPath, type Problem } from '../../config/problems/problem';
import { judge } from './support/judge';

const root = join(__dirname, '..', '..');

const located = ({ line, column, path, message }: Problem): string =>
  `${line}:${column} ${formatPath(path)}: ${message}`;

test('kafka.yaml, the example of the document, is valid and draws these warnings', () => {
  const { config, warnings } = loadConfig(join(root, 'kafka.yaml'));
  expect(config.brokers).toHaveLength(3);
  expect(warnings.map(({ path, message }) => `${formatPath(path)}: ${message}`)).toEqual([
    "bastion.allowSshFrom[0]: opens the bastion's SSH to the world",
    "kafka.clusterId: is the one of PingCAP's document, so other clusters may have it too",
    'kafka.jdkVersion: Kafka 3.7.1 does not support Java 22',
    'kafka.version: end of life: Kafka 3.8 and earlier get no fixes any more',
    'kafka.version: CVE-2024-56128: somebody who records a SCRAM login without TLS can replay it',
    'kafka.version: CVE-2025-27818: users with the right to alter configurations can run code through the LdapLoginModule',
    'kafka.version: CVE-2026-111115: any client that reaches a listener can use up the memory of a broker',
  ]);
});

test('a file with ten mistakes, a wrong type and an unparsable range gives one report with just these', () => {
  const text = readFileSync(join(__dirname, 'ten-mistakes.yaml'), 'utf8');
  const thrown = catchError(() => parseConfig(text, 'kafka.yaml'));
  const places = thrown.message.split('\n').filter((line) => line.startsWith('kafka.yaml'));
  expect(places).toEqual([
    'kafka.yaml:7:34  zones[1].cidr',
    'kafka.yaml:8:34  zones[2].cidr',
    'kafka.yaml:11:9  bastion.cidr',
    'kafka.yaml:12:18  bastion.systemDiskGiB',
    'kafka.yaml:16:13  kafka.archive.sha256',
    'kafka.yaml:18:15  kafka.properties["log.dirs"]',
    'kafka.yaml:21:13  ports.external',
    'kafka.yaml:23:3  loadBalancer.deletionProtecton',
    'kafka.yaml:25:3  brokers',
    'kafka.yaml:27:11  brokers[2].id',
    'kafka.yaml:28:20  brokers[3].zone',
    'kafka.yaml:75:14  controllers',
  ]);
  expect(thrown.problems).toHaveLength(12);
  expect(thrown.message).toContain('fix: did you mean deletionProtection?');
});

describe('places', () => {
  test.each([
    ['a value', 'name: K', '1:7 name: is not valid'],
    ['an unknown key', 'tags: {}\nnothing: 1', '2:1 nothing: is not a known field'],
    ['a missing field: its parent', 'kafka:\n  heapMiB: 512', '2:3 kafka.clusterId: is missing'],
    ['a missing field of the file', '# a comment\nname: kafka', '2:1 zones: is missing'],
    ['an empty value', 'vpc:\nname: kafka', '1:5 vpc: is empty'],
    ['a value by an anchor', 'vpc: &v { cidr: x }\nports: *v', '1:17 vpc.cidr: is not valid'],
    [
      'an unknown key by an anchor',
      'vpc: &v { cidr: x }\nports: *v',
      '1:11 ports.cidr: is not a known field',
    ],
    [
      'a merged value',
      'vpc: &v { cidr: x }\nkeyPair:\n  <<: [*v]',
      '1:11 keyPair.cidr: is not a known field',
    ],
    ['a key that stands twice', 'vpc:\n  name: AB\n  name: CD', '3:3 vpc.name: is twice in the same map'],
  ])('%s', (_, text, place) => {
    expect(judge(text).map(located)).toContain(place);
  });

  test('a default is called one', () => {
    const [problem] = judge('kafka: {}').filter(({ path }) => path.includes('delivery'));
    expect(problem).toMatchObject({ value: 'bastion', defaulted: true, line: 1, column: 8 });
  });
});

describe('texts that are no deployment file', () => {
  test.each([
    ['nothing', '', '1:1 : is not a deployment file'],
    ['a list', '- 1', '1:1 : is not a deployment file'],
    ['a scalar', '5', '1:1 : is not a deployment file'],
    [
      'two documents',
      'name: a\n---\nname: b',
      '2:1 : starts a second document, but a file describes one deployment',
    ],
    [
      'a syntax error',
      'name: [a',
      '1:9 : is not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['a tag', 'name: !Ref a', '1:7 : is not valid YAML: unresolved tag: !Ref'],
    ['an alias without an anchor', 'name: *a', '1:7 name: *a has no anchor &a before it'],
    ['an endless alias', 'tags: &a { x: *a }', '1:15 tags.x: *a contains itself'],
    ['a merge of no map', '<<: 5', '1:1 : is not valid YAML: merge sources must be maps or map aliases'],
    ['too deep', '['.repeat(5000), expect.stringMatching(/: is nested too deeply$/) as string],
  ])('%s', (_, text, place) => {
    expect(judge(text).map(located)).toEqual([place]);
  });

  test('each syntax error of a file is told', () => {
    expect(judge('vpc: [\nname: "a\nregion: {').length).toBeGreaterThan(1);
  });
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'config-'));

  test('one that is not there', () => {
    const file = join(folder, 'absent.yaml');
    expect(() => loadConfig(file)).toThrow(`${file}\n  error: cannot be read: there is no such file`);
  });

  test('a directory', () => {
    expect(() => loadConfig(folder)).toThrow('cannot be read: it is a directory');
  });

  test('one with a byte order mark and Windows line ends', () => {
    const file = join(folder, 'windows.yaml');
    const text = readFileSync(join(root, 'kafka.yaml'), 'utf8');
    writeFileSync(file, `\uFEFF${text.replaceAll('\n', '\r\n')}`);
    expect(loadConfig(file).config).toEqual(loadConfig(join(root, 'kafka.yaml')).config);
  });
});

function catchError(action: () => unknown): ConfigError {
  try {
    action();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
