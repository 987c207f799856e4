import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CHECKS } from '../../doctor/checks';
import { errorRules, warningRules } from '../../expose/server-properties/rules';
import { POLICIES } from '../../policies/policy-aspect';
import { dataHandlers, resourceHandlers } from '../../rehearsal/cloud/model/registry';
import { ANSWER_SECONDS, secondsOf } from '../../rehearsal/cloud/model/latency';
import { RAM_ACTIONS } from '../docs/support/ram-actions';
import { SCENARIOS } from '../../rehearsal/scenarios/catalogue';

const root = resolve(__dirname, '../..');
const sources = (folder: string) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts'));

/** What the files of a folder export of these types, by file and name. */
function declared(folder: string, types: RegExp): { name: string; file: string; value: unknown }[] {
  const exported = new RegExp(`^export const (\\w+): (?:${types.source}) =`, 'gm');
  return sources(folder).flatMap((file) => {
    const found = [...readFileSync(join(root, folder, file), 'utf8').matchAll(exported)];
    const values = jest.requireActual<Record<string, unknown>>(join(root, folder, file));
    return found.map(([, name = '']) => ({ name, file, value: values[name] }));
  });
}

test.each([
  ['expose/server-properties/rules', /Rule/, [...errorRules, ...warningRules], 16, ['role']], // expose.ts asks it first
  ['doctor/checks', /Check/, CHECKS, 22, []],
  ['policies', /Policy/, POLICIES, 5, []],
  ['rehearsal/cloud/model/resources', /ResourceHandler/, Object.values(resourceHandlers), 17, []],
  ['rehearsal/cloud/model/data', /DataHandler/, Object.values(dataHandlers), 7, []],
] as const)(
  'the list of %s has all of its folder',
  (folder, type, list: readonly unknown[], least, elsewhere) => {
    const all = declared(folder, type);
    expect(all.length).toBeGreaterThanOrEqual(least);
    const missing = all.filter(({ value }) => !list.includes(value)).map(({ name }) => name);
    expect(missing).toEqual(elsewhere);
  },
);

/** These lists are private: what the index does with a rule shows in the tests of config/. */
test('the lists of config/rules have all of their folder', () => {
  const index = readFileSync(join(root, 'config/rules/index.ts'), 'utf8');
  const lists = index.slice(index.indexOf('const networkRules'));
  const all = declared('config/rules', /(?:Existing|Common)?(?:Error|Warning)Rule/);
  expect(all.length).toBeGreaterThanOrEqual(75);
  const missing = all.filter(({ name }) => !new RegExp(`\\b${name},`).test(lists));
  expect(missing.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});

test('every type of the provider has a simulation, its duration and its rights', () => {
  const wanted = JSON.parse(readFileSync(join(root, 'provider-alicloud/data/wanted.json'), 'utf8')) as {
    resources: string[];
    dataSources: string[];
  };
  expect(Object.keys(resourceHandlers).sort()).toEqual(wanted.resources.sort());
  expect(Object.keys(dataHandlers).sort()).toEqual(wanted.dataSources.sort());
  const instant = wanted.resources.filter((type) => secondsOf('create', type) <= ANSWER_SECONDS);
  expect(instant).toEqual([]);
  expect(wanted.resources.filter((type) => !(type in RAM_ACTIONS))).toEqual([]);
});

test('every file of the catalogue has a scenario that can be rehearsed', () => {
  const all = new Set<unknown>(Object.values(SCENARIOS));
  const without = sources('rehearsal/scenarios/catalogue')
    .filter((file) => file !== 'index.ts')
    .filter((file) => {
      const values = jest.requireActual<object>(join(root, 'rehearsal/scenarios/catalogue', file));
      return !Object.values(values).some((value) => all.has(value));
    });
  expect(without).toEqual([]);
});
