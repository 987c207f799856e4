import { command } from '../command';
import { value } from '../command/options';
import { nothing } from '../command/takes';

export default command({
  name: 'rehearse-all',
  summary: 'Rehearses every scenario, one after another.',
  text: 'Needs Linux and root.',
  takes: nothing,
  options: { report: value('FILE', 'write all results as JSON') },
  examples: [['npx kafka-link rehearse-all --report results.json', 'keeps the results']],
  exitCodes: {
    0: 'all held',
    1: 'something did not hold',
    2: 'it could not be tried, or wrong options or arguments',
  },
  run: async ({ options }) => (await import('./rehearse/all')).rehearseAll(options.report),
});
