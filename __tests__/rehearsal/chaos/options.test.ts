import { parse } from '../../../cli/command/parse';
import command from '../../../cli/rehearse/rehearse';
import { CHAOS_DEFAULTS } from '../../../rehearsal/scenarios/chaos/schedule';

const read = (...args: string[]) => parse(command, args);

test('seed and minutes of the scenario chaos', () => {
  expect(read('--scenario', 'chaos', '--seed', '4294967295', '--minutes', '10')).toMatchObject({
    options: { seed: 4294967295, minutes: 10 },
  });
  expect(read('--scenario', 'chaos')).toMatchObject({ options: { seed: undefined, minutes: undefined } });
});

test.each(['default', 'rename', 'kill'])(
  'the scenario %s takes neither, and every one is reported',
  (scenario) => {
    expect(() => read('--scenario', scenario, '--seed', '7', '--minutes', '3')).toThrow(
      `--seed is an option of --scenario chaos, not of ${scenario}; leave it out\n` +
        `--minutes is an option of --scenario chaos, not of ${scenario}; leave it out`,
    );
  },
);

test.each([
  ['--seed', '-1'],
  ['--seed', '4294967296'],
  ['--seed', 'one'],
  ['--minutes', '0'],
  ['--minutes', '1.5'],
  ['--minutes', '601'],
])('%s %s is refused', (option, text) => {
  expect(() => read('--scenario', 'chaos', `${option}=${text}`)).toThrow(
    `${option} must be a whole number from`,
  );
});

test('the help shows the defaults', () => {
  expect(command.options.seed?.text).toContain(`by default ${CHAOS_DEFAULTS.seed}`);
  expect(command.options.minutes?.text).toContain(`by default ${CHAOS_DEFAULTS.minutes}`);
});
