import { join } from 'node:path';
import { missingPrerequisites } from '../../../rehearsal/lab/common';
import { Cluster } from './support/cluster';
import { internal, NODES } from './support/nodes';

const needed = ['ip', 'mvn', 'java', 'jar'].map((command) => ({ command, apt: command, dnf: command }));
const onPossible = missingPrerequisites(needed).length === 0 ? describe : describe.skip;
const RACE = join(__dirname, 'PermissionRace.java');
const BOOTSTRAP = NODES.map(internal).join(',');

onPossible.each(['3.7.1', '4.1.2'])('the permission to stop a broker of Kafka %s', (version) => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await Cluster.start(version);
  }, 400_000);
  afterAll(() => cluster.remove(), 60_000);

  test('two operations that race for it 200 times never have it together', async () => {
    const said = await cluster.program(RACE, ['race', BOOTSTRAP, '200'], 600);
    expect(said).toBe('got 400, together 0, unproved 0\n');
  }, 600_000);

  test('a living holder keeps it; a dead one loses it, and knows', async () => {
    const said = await cluster.program(RACE, ['lease', BOOTSTRAP], 200);
    expect(said.split('\n')).toEqual([
      'living holder: taken false, still held true',
      'dead holder: not before the lease ends true, old holder knows true',
      'the new holder keeps it true',
      '',
    ]);
  }, 240_000);
});
