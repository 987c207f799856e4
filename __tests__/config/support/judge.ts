import { stringify } from 'yaml';
import { parseConfig } from '../../../config/load';
import { ConfigError, formatPath, type Problem } from '../../../config/problems/problem';

/** A deployment that draws no error and no warning but one on its Kafka version, which every version draws. */
const SOUND = {
  region: 'ap-southeast-1',
  zones: [
    { id: 'ap-southeast-1a', cidr: '10.0.0.0/18' },
    { id: 'ap-southeast-1b', cidr: '10.0.64.0/18' },
    { id: 'ap-southeast-1c', cidr: '10.0.128.0/18' },
  ],
  bastion: { zone: 'ap-southeast-1a', cidr: '10.0.192.0/18', allowSshFrom: ['203.0.113.0/24'] },
  kafka: {
    version: '3.9.2',
    archive: { url: 'https://example.com/kafka_2.13-3.9.2.tgz', sha256: 'a'.repeat(64) },
    jdkVersion: '17.0.15',
    jdkArchive: { url: 'https://example.com/jdk-17.0.15.tar.gz', sha256: 'b'.repeat(64) },
    clusterId: 'A'.repeat(22),
  },
  brokers: [
    { id: 1, zone: 'ap-southeast-1a' },
    { id: 2, zone: 'ap-southeast-1b' },
    { id: 3, zone: 'ap-southeast-1c' },
  ],
  controllers: [1, 2, 3],
};

/** Values by their path, such as `zones[1].cidr`; undefined removes. */
export type Changes = Readonly<Record<string, unknown>>;

/** A sound deployment with some changes, as a text. */
export function changed(changes: Changes, sound: object = SOUND): string {
  const file = structuredClone(sound) as unknown as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
    const last = keys.pop() ?? '';
    const holder = keys.reduce((node, key) => (node[key] ??= {}) as Record<string, unknown>, file);
    if (value === undefined) Reflect.deleteProperty(holder, last);
    else holder[last] = value;
  }
  return stringify(file);
}

export function judge(text: string): Problem[] {
  try {
    return [...parseConfig(text, 'kafka.yaml').warnings];
  } catch (error) {
    if (error instanceof ConfigError) return [...error.problems];
    throw error;
  }
}

/** `path: message` of each problem that the changes make, in the order in which they are found. */
export function problemsOf(changes: Changes, severity: Problem['severity'], sound: object = SOUND): string[] {
  return judge(changed(changes, sound))
    .filter((problem) => problem.severity === severity && !problem.message.startsWith('CVE-2026-111115'))
    .map(({ path, message }) => `${formatPath(path)}: ${message}`);
}

/** Brokers from 1 up, over the zones in turn. */
export function brokers(count: number): { id: number; zone: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    zone: `ap-southeast-1${'abc'.charAt(index % 3)}`,
  }));
}

export type Row = readonly [name: string, changes: Changes, problems: readonly string[]];

/** A test for each row; an empty list of problems means that the changes are fine. */
export function judgeRows(severity: Problem['severity'], rows: readonly Row[], sound?: object): void {
  test.each(rows)('%s', (_, changes, problems) => {
    expect(problemsOf(changes, severity, sound)).toEqual(problems);
  });
}
