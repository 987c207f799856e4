import { parseLatency, readOperations, setLatency } from '../../../../rehearsal/cloud/model';
import { resourceTypes } from '../../../../rehearsal/cloud/model/schema';
import { secondsOf } from '../../../../rehearsal/cloud/model/latency';
import { retryWaits } from '../../../../rehearsal/cloud/model/retry';
import { World } from './support';

const FACTOR = 0.002;

test('every type has a time to create and to delete', () => {
  for (const type of resourceTypes) {
    expect([type, secondsOf('create', type) >= 2, secondsOf('delete', type) >= 2]).toEqual([
      type,
      true,
      true,
    ]);
  }
});

test.each([
  ['instant', { profile: 'instant' }],
  ['realistic', { profile: 'realistic', factor: 1 }],
  ['realistic:0.05', { profile: 'realistic', factor: 0.05 }],
])('setting %s', (setting, latency) => {
  expect(parseLatency(setting)).toEqual(latency);
});

test.each(['slow', 'realistic:', 'realistic:x'])('setting %s is none', (setting) => {
  expect(() => parseLatency(setting)).toThrow('no latency');
});

test('the instant profile lets no time pass but says what a call would take', async () => {
  const world = new World();
  await world.vpc();
  expect(readOperations(world.file)).toMatchObject([{ seconds: 8, start: 0, end: 0 }]);
});

test('the realistic profile makes calls wait, and those at the same time overlap', async () => {
  const world = new World();
  await setLatency(world.cloud, { profile: 'realistic', factor: FACTOR });
  const started = Date.now();
  const vpc = await world.vpc();
  await Promise.all([world.vswitch(vpc, 'a'), world.vswitch(vpc, 'b')]);
  const waited = (Date.now() - started) / 1000 / FACTOR;
  const [first, second, third] = readOperations(world.file);
  if (!first || !second || !third) throw new Error('an operation is missing');
  expect(first).toMatchObject({ start: 0, end: 8, seconds: 8 });
  expect(second.start).toBeGreaterThanOrEqual(first.end);
  expect(third.start).toBeLessThan(second.end);
  expect(third.end - third.start).toBeCloseTo(8);
  expect(waited).toBeGreaterThanOrEqual(16);
});

test('simulated time starts again when the profile is set', async () => {
  const world = new World();
  await setLatency(world.cloud, { profile: 'realistic', factor: FACTOR });
  await world.vpc();
  await setLatency(world.cloud, { profile: 'realistic', factor: FACTOR });
  await world.vpc();
  expect(readOperations(world.file).map(({ start }) => start)).toEqual([0, 0]);
});

test('the provider waits longer before each attempt, within its time limit', () => {
  expect(retryWaits('create', 'alicloud_vswitch')).toEqual([3, 8, 13, 18, 23, 28, 33, 38, 43, 48]);
  expect(retryWaits('delete', 'alicloud_instance').length).toBeGreaterThan(10);
});
