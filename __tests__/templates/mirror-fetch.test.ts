import { filesOfBastion } from './support/files';
import { seedPlan } from './support/plan';
import { type Mirror, startMirror } from './support/sandbox/mirror';
import { Sandbox } from './support/sandbox/sandbox';

let mirror: Mirror;
let bastion: Sandbox;

beforeAll(async () => {
  mirror = await startMirror();
});
beforeEach(() => {
  mirror.answer();
  mirror.requests.length = 0;
  bastion = host('bastion');
});
afterEach(() => bastion.remove());
afterAll(() => mirror.stop());

function host(delivery: string, kafka: object = {}): Sandbox {
  const sandbox = new Sandbox({}, filesOfBastion(seedPlan({ kafka: { delivery, ...kafka } })));
  sandbox.write('/etc/kafka/mirror.env', `${sandbox.read('/etc/kafka/mirror.env')}${mirror.settings}`);
  return sandbox;
}

const fetch = () =>
  bastion.run('/usr/local/sbin/kafka-mirror-fetch', [], { FETCH_DELAY: '0', FETCH_ATTEMPTS: '4' });
const served = () => Object.keys(bastion.tree('/srv/kafka-mirror')).sort();

test('both archives are served as they came, and unpacked for the test scripts', async () => {
  const run = await fetch();
  expect(run).toMatchObject({ code: 0, verdict: expect.stringMatching(/^READY: the archives/) });
  for (const [name, content] of Object.entries(mirror.archives)) {
    expect(bastion.tree('/srv/kafka-mirror')[`/srv/kafka-mirror/${name}`]).toBe(content.toString('base64'));
  }
  expect(bastion.read('/opt/kafka/current/bin/kafka-topics.sh')).not.toBe('');
  expect(bastion.read('/opt/java/current/bin/java')).not.toBe('');
});

test('a second run fetches nothing', async () => {
  await fetch();
  mirror.requests.length = 0;
  expect((await fetch()).code).toBe(0);
  expect(mirror.requests).toEqual([]);
});

test('an archive that was damaged in the mirror is fetched again', async () => {
  await fetch();
  bastion.write('/srv/kafka-mirror/kafka_2.13-3.7.1.tgz', 'damaged');
  mirror.requests.length = 0;
  expect((await fetch()).code).toBe(0);
  expect(mirror.requests).toEqual(['kafka_2.13-3.7.1.tgz']);
});

test('failed downloads are tried again', async () => {
  mirror.answer('broken', 'broken');
  expect((await fetch()).code).toBe(0);
});

test('an archive with the wrong checksum never gets its name in the mirror', async () => {
  mirror.answer('wrong', 'wrong', 'wrong');
  const run = await fetch();
  expect(run).toMatchObject({
    code: 78,
    verdict: expect.stringMatching(/expected [0-9a-f]{64}, actual [0-9a-f]{64}/),
  });
  expect(served()).toEqual(['/srv/kafka-mirror/openjdk-22.0.2_linux-x64_bin.tar.gz.part']);
});

test('an exporter of metrics is served as well, once its checksum is right', async () => {
  bastion.remove();
  const name = 'agent-1.jar';
  mirror.archives[name] = Buffer.from('a jar');
  const metrics = { allowFrom: ['10.0.0.0/24'], exporter: mirror.source(name) };
  bastion = host('bastion', { metrics });
  mirror.answer('good', 'good', 'wrong', 'good');
  expect((await fetch()).code).toBe(0);
  expect(served()).toContain(`/srv/kafka-mirror/${name}`);
  expect(bastion.read(`/srv/kafka-mirror/${name}`)).toBe('a jar');
  expect(served()).toHaveLength(3);
});

test('with another delivery the archives stay out of the mirror', async () => {
  bastion.remove();
  bastion = host('url');
  expect((await fetch()).code).toBe(0);
  expect(served()).toEqual([]);
  expect(bastion.read('/opt/kafka/current/bin/kafka-topics.sh')).not.toBe('');
});
