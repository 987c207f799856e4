import { command } from '../command';
import { flag, value, valueOr, wholeNumber } from '../command/options';

/** Words of this command that are no deployment file. */
export const DOWN = 'down';

export default command({
  name: 'rehearse',
  summary: 'Rehearses a deployment: real Terraform, simulated cloud, real Kafka.',
  text:
    'Applies it with the real Terraform to a simulated cloud, boots its hosts on this machine, and lets real Kafka clients ' +
    'use it. Needs Linux and root.',
  takes: {
    syntax: '[FILE|down]',
    text: 'the deployment file (kafka.yaml by default); down removes rehearsals that were kept',
    most: 1,
  },
  options: {
    scenario: valueOr('NAME', 'the scenario', 'default', (name) => name),
    seed: value(
      'N',
      'chaos: another number, another order of faults; by default 19',
      wholeNumber(0, 2 ** 32 - 1),
    ),
    minutes: value('N', 'chaos: how long the faults take together; by default 3', wholeNumber(1, 600)),
    report: value('FILE', 'write the result as JSON'),
    keep: flag('keep everything running, until: npx kafka-link rehearse down'),
  },
  examples: [
    ['npx kafka-link rehearse', 'the deployment in kafka.yaml'],
    ['npx kafka-link rehearse --scenario rename', 'another scenario'],
    [
      'npx kafka-link rehearse --scenario chaos --seed 7 --minutes 10',
      'faults in an order that seed 7 decides',
    ],
  ],
  exitCodes: {
    0: 'all held',
    1: 'something did not hold',
    2: 'it could not be tried, or wrong options or arguments',
  },
  check: ({ scenario, ...options }) =>
    (['seed', 'minutes'] as const)
      .filter((name) => options[name] !== undefined && scenario !== 'chaos')
      .map((name) => `--${name} is an option of --scenario chaos, not of ${scenario}; leave it out`),
  run: async ({ args: [file = 'kafka.yaml'], options }) => {
    const { down, run } = await import('./rehearse/run');
    return file === DOWN ? down() : run(file, options);
  },
});
