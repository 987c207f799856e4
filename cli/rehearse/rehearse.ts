import { command } from '../command';
import { flag, value, valueOr } from '../command/options';

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
    report: value('FILE', 'write the result as JSON'),
    keep: flag('keep everything running, until: npx kafka-link rehearse down'),
  },
  examples: [
    ['npx kafka-link rehearse', 'the deployment in kafka.yaml'],
    ['npx kafka-link rehearse --scenario rename', 'another scenario'],
  ],
  exitCodes: {
    0: 'all held',
    1: 'something did not hold',
    2: 'it could not be tried, or wrong options or arguments',
  },
  run: async ({ args: [file = 'kafka.yaml'], options }) => {
    const { down, run } = await import('./rehearse/run');
    return file === DOWN ? down() : run(file, options);
  },
});
