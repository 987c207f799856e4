import { formatPath, type Problem } from '../../config/problems/problem';
import { changed, judge, type Changes } from './support/judge';

/** The only problem of a change, without its place. */
function problem(changes: Changes): Partial<Problem> {
  const problems = judge(changed(changes)).filter(({ severity }) => severity === 'error');
  expect(problems).toHaveLength(1);
  const { path, message, value, allowed, fix } = problems[0] as Problem;
  return JSON.parse(
    JSON.stringify({ path: formatPath(path), message, value, allowed, fix }),
  ) as Partial<Problem>;
}

test.each<[string, Changes, object]>([
  [
    'an enum',
    { stage: 'all' },
    { path: 'stage', message: 'is not valid', value: 'all', allowed: 'one of full, link' },
  ],
  [
    'a number in quotes',
    { 'ports.internal': '9092' },
    {
      path: 'ports.internal',
      message: 'has the wrong type: text',
      value: '9092',
      allowed: 'a whole number from 1 to 65535',
    },
  ],
  [
    'too small',
    { 'ports.internal': 0 },
    { path: 'ports.internal', message: 'is too small', value: 0, allowed: 'a whole number from 1 to 65535' },
  ],
  [
    'too large',
    { 'ports.internal': 65536 },
    {
      path: 'ports.internal',
      message: 'is too large',
      value: 65536,
      allowed: 'a whole number from 1 to 65535',
    },
  ],
  [
    'a fraction',
    { 'ports.internal': 1.5 },
    {
      path: 'ports.internal',
      message: 'is not a whole number',
      value: 1.5,
      allowed: 'a whole number from 1 to 65535',
    },
  ],
  [
    'a boolean',
    { destroyable: 'yes' },
    { path: 'destroyable', message: 'has the wrong type: text', value: 'yes', allowed: 'true or false' },
  ],
  [
    'a pattern',
    { region: 'Singapore' },
    {
      path: 'region',
      message: 'is not valid',
      value: 'Singapore',
      allowed: 'a region id such as ap-southeast-1',
    },
  ],
  [
    'a length',
    { tags: { owner: 'x'.repeat(129) } },
    {
      path: 'tags.owner',
      message: 'is too long',
      value: 'x'.repeat(129),
      allowed: 'text of at most 128 characters',
    },
  ],
  [
    'too short and not of the pattern: once',
    { 'vpc.name': '' },
    {
      path: 'vpc.name',
      message: 'is too short',
      value: '',
      allowed: 'a name of 2 to 80 letters, digits, spaces, ".", "_" or "-", beginning with a letter',
    },
  ],
  [
    'a missing field',
    { 'brokers[1].zone': undefined },
    { path: 'brokers[1].zone', message: 'is missing', allowed: 'a zone id such as ap-southeast-1a' },
  ],
  [
    'an empty one',
    { tidbCloud: null },
    {
      path: 'tidbCloud',
      message: 'is empty',
      allowed: 'a map of fields',
      fix: 'give it a value, or remove the key',
    },
  ],
  [
    'a map instead of a list',
    { controllers: {} },
    {
      path: 'controllers',
      message: 'has the wrong type: a map',
      allowed: 'a list of 1 or more, each a whole number from 1 to 65535',
    },
  ],
  [
    'an id without quotes',
    { 'tidbCloud.accountId': 1234567890123456 },
    {
      path: 'tidbCloud.accountId',
      message: 'has the wrong type: a number',
      value: 1234567890123456,
      allowed: 'an Alibaba Cloud account id in quotes, 10 to 20 digits',
      fix: 'put it in quotes',
    },
  ],
  [
    'a version that is a number, and no version',
    { 'kafka.version': 3.9 },
    {
      path: 'kafka.version',
      message: 'has the wrong type: a number',
      value: 3.9,
      allowed: 'a Kafka version such as 3.9.1',
    },
  ],
  [
    'host bits',
    { 'security.internalClients': ['10.0.64.1/18'] },
    {
      path: 'security.internalClients[0]',
      message: 'has host bits set: the address is not the first of its range',
      value: '10.0.64.1/18',
      fix: 'write 10.0.64.0/18',
    },
  ],
  [
    'inside a union',
    { 'bastion.mirrorPort': 'x' },
    {
      path: 'bastion.mirrorPort',
      message: 'has the wrong type: text',
      value: 'x',
      allowed: 'a whole number from 1 to 65535',
    },
  ],
  [
    'a misspelt key',
    { 'bastion.mirorPort': 1 },
    { path: 'bastion.mirorPort', message: 'is not a known field', fix: 'did you mean mirrorPort?' },
  ],
  [
    'a misspelt key beside the right one',
    { Region: 'x' },
    { path: 'Region', message: 'is not a known field', fix: 'did you mean region?' },
  ],
  [
    'a key of nowhere',
    { 'keyPair.password': 'hidden' },
    { path: 'keyPair.password', message: 'is not a known field', allowed: 'name, publicKey' },
  ],
])('%s', (_, changes, expected) => {
  expect(problem(changes)).toEqual(expected);
});

test('a required field with a misspelt name is not missing as well', () => {
  expect(problem({ 'kafka.clusterId': undefined, 'kafka.cluster_id': 'x' })).toEqual({
    path: 'kafka.cluster_id',
    message: 'is not a known field',
    fix: 'did you mean clusterId?',
  });
});

test('more digits than a number keeps are shown as they were written', () => {
  const [found] = judge('tidbCloud: { accountId: 12345678901234567890 }');
  expect(found).toMatchObject({ value: 12345678901234567890n, fix: 'put it in quotes' });
});

test('secrets stay out of the report', () => {
  const text = changed({
    'kafka.properties': { 'sasl.jaas.config': 'hunter2' },
    backend: { password: 'hunter2' },
    keyPair: { pass: 'hunter2' },
  });
  const problems = judge(text);
  expect(problems).toHaveLength(3);
  expect(JSON.stringify(problems)).not.toContain('hunter2');
});
