import { command } from '../command';

const NAMES = ['synthesis', 'cloud', 'install', 'rolling', 'gate'];

export default command({
  name: 'bench',
  summary: 'Measures what takes time, and prints it beside its goals.',
  text:
    'synthesis: several sizes; cloud: an apply to the simulated cloud; install: what a pipeline installs, from the npm ' +
    'registry; rolling: a rolling change against a manual stop and start of the same brokers; gate: the gate and a ' +
    'rolling change with 10,000 partitions against 100. The last two need root and Linux. By default all.',
  takes: { syntax: '[NAME...]', text: NAMES.join(', ') },
  options: {},
  examples: [['npx kafka-link bench synthesis', 'only the synthesis']],
  check: (_, names) => {
    const unknown = names.filter((name) => !NAMES.includes(name));
    return unknown.length > 0 ? [`unknown: ${unknown.join(', ')}; allowed: ${NAMES.join(', ')}`] : [];
  },
  run: async ({ args }) => (await import('./bench/all')).bench(args),
});
