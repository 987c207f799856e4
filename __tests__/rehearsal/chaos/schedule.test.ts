import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../../config/load';
import { FINDING_IDS } from '../../../doctor/finding';
import { chaos } from '../../../rehearsal/scenarios/catalogue/chaos';
import { FAULTS } from '../../../rehearsal/scenarios/chaos/faults';
import { mulberry32, pick, shuffled } from '../../../rehearsal/scenarios/chaos/random';
import { CHAOS_DEFAULTS, schedule, shownFault } from '../../../rehearsal/scenarios/chaos/schedule';

const victims = [
  { nodeId: 1, zone: 'ap-southeast-1a' },
  { nodeId: 2, zone: 'ap-southeast-1b' },
  { nodeId: 3, zone: 'ap-southeast-1c' },
];
const drawn = (seed: number, minutes: number) => schedule({ seed, minutes }, FAULTS, victims);

test('the generator gives the numbers of mulberry32', () => {
  const random = mulberry32(1);
  const first = [random(), random(), random()];
  // Those of the generator's published code.
  expect(first.map((one) => Math.round(one * 1e9))).toEqual([627073941, 2735721, 527447040]);
  expect(mulberry32(1)()).toBe(first[0]);
  expect(mulberry32(2)()).not.toBe(first[0]);
});

test('a shuffle keeps all, and a pick is one of them', () => {
  const all = [1, 2, 3, 4, 5, 6, 7, 8];
  const order = shuffled(all, mulberry32(3));
  expect(order).not.toEqual(all);
  expect([...order].sort()).toEqual(all);
  expect(all).toContain(pick(all, mulberry32(3)));
  expect(() => pick([], mulberry32(3))).toThrow('there is nothing to pick from');
});

test('the same seed gives the same schedule, another seed another one', () => {
  const shown = (seed: number) => drawn(seed, 10).map(shownFault);
  expect(shown(4)).toEqual(shown(4));
  expect(new Set([1, 2, 3, 4].map((seed) => shown(seed).join())).size).toBe(4);
});

test('a schedule fits into its minutes, and repeats a fault only after all others that fit', () => {
  for (const minutes of [1, 3, 10, 40]) {
    const faults = drawn(11, minutes).map(({ fault }) => fault);
    expect(faults.reduce((sum, { takes }) => sum + takes, 0)).toBeLessThanOrEqual(minutes * 60);
  }
  const twoRounds = drawn(11, 30).map(({ fault }) => fault);
  expect(new Set(twoRounds.slice(0, FAULTS.length))).toEqual(new Set(FAULTS));
  expect(new Set(twoRounds.slice(FAULTS.length))).toEqual(new Set(FAULTS));
});

test('a zone is struck by the zone of the broker that is drawn', () => {
  const zones = drawn(5, 120).filter(({ fault }) => fault.strikes === 'zone');
  expect(zones.length).toBeGreaterThan(1);
  for (const { nodeId, target } of zones) {
    expect(target).toBe(victims.find((one) => one.nodeId === nodeId)?.zone);
  }
});

test.each(FAULTS)('the table says of "$name" all that is judged', (fault) => {
  expect(FAULTS.filter(({ name }) => name === fault.name)).toEqual([fault]);
  expect(fault.takes).toBeGreaterThan(fault.lasts);
  expect(fault.gap).toBeGreaterThan(0);
  expect(fault.heals).toBeGreaterThan(0);
  expect(FINDING_IDS).toEqual(expect.arrayContaining([...fault.findings]));
  // The doctor names it, or the table says why it cannot.
  expect(fault.findings.length > 0).toBe(fault.unasked === undefined);
});

test('the scenario has a step for each fault of its schedule', () => {
  const { config } = loadConfig('kafka.yaml');
  const names = (settings?: { seed?: number; minutes?: number }) =>
    chaos(config, settings).map(({ name }) => name);
  const planned = drawn(9, 3).map((one, index) => `chaos ${index + 1}: ${shownFault(one)}`);
  expect(names({ seed: 9, minutes: 3 })).toEqual(expect.arrayContaining(planned));
  expect(names()).toEqual(names(CHAOS_DEFAULTS));
});

test('without options, a zone is lost', () => {
  const { seed, minutes } = CHAOS_DEFAULTS;
  expect(drawn(seed, minutes).map(({ fault }) => fault.strikes)).toContain('zone');
});

test('the table has every fault of its folder, and the document names what the doctor reports of each', () => {
  const folder = join(__dirname, '../../../rehearsal/scenarios/chaos/faults');
  const exported = readdirSync(folder)
    .filter((file) => file !== 'index.ts')
    .flatMap((file) => Object.values(jest.requireActual<object>(join(folder, file))) as unknown[])
    .filter((value) => typeof value === 'object');
  expect(new Set(exported)).toEqual(new Set(FAULTS));
  const rows = readFileSync(join(__dirname, '../../../docs/rehearsal.md'), 'utf8').split('\n');
  const undocumented = FAULTS.filter(
    ({ findings }) =>
      !rows.some((row) => row.startsWith('|') && findings.every((id) => row.includes(`\`${id}\``))),
  );
  expect(undocumented).toEqual([]);
});
