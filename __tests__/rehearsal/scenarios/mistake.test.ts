import type { ScenarioContext } from '../../../rehearsal/scenarios/context';
import { mistake, type Mistake } from '../../../rehearsal/scenarios/steps/mistake';
import type { Step, StepTools } from '../../../rehearsal/scenarios/scenario';

const context = {} as ScenarioContext;
const tools: StepTools = {
  signal: new AbortController().signal,
  say: () => {},
  count: () => {},
  onEnd: () => {},
};

/** A step that fails while `broken`, and what breaks it. */
function world(message = 'REFUSED: wrong checksum\nsee above') {
  let broken = false;
  const step: Step<ScenarioContext> = {
    name: 'boot',
    run: () => (broken ? Promise.reject(new Error(message)) : Promise.resolve('all boot')),
  };
  const set = (value: boolean) => async () => void (broken = value);
  return { step, break: set(true), repair: set(false) };
}

const run = (parts: Mistake) => mistake('a wrong checksum', parts).run(context, tools);

test('a mistake that makes its step fail with the right words holds, and says which', async () => {
  const { step, break: make, repair } = world();
  expect(await run({ make, step, words: /wrong checksum/, repair })).toBe(
    '"boot" fails: REFUSED: wrong checksum',
  );
});

test('a step that holds all the same, or fails for another reason, fails the rehearsal', async () => {
  const { step, break: make, repair } = world();
  await expect(run({ make: repair, step, words: /./ })).rejects.toThrow(
    '"boot" holds all the same: all boot',
  );
  await expect(run({ make, step, words: /foreign disk/ })).rejects.toThrow(/other words than .*foreign disk/);
});

test('what is checked after the failure counts, and so does a repair that repairs nothing', async () => {
  const { step, break: make } = world();
  const verify = () => Promise.reject(new Error('the data was touched'));
  await expect(run({ make, step, words: /checksum/, verify })).rejects.toThrow('the data was touched');
  await expect(run({ make, step, words: /checksum/, repair: make })).rejects.toThrow('wrong checksum');
});
