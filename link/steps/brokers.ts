import { bringUpToDate } from '../bring-up-to-date';
import type { LinkStep } from '../world';

/**
 * Brokers advertise the unique name. After `stage: link` they start with it; otherwise an apply changes them one by one.
 * Those of an existing cluster are changed by their owner.
 */
export const brokers: LinkStep = {
  name: 'brokers advertise it',
  run: async (world, learnt) => {
    const { file, person } = world;
    if (file.config.stage === 'link') {
      const wanted = await person.wants(
        `Set stage: full in ${file.name}, and build the brokers with their names?`,
      );
      if (wanted) file.change([[['stage'], 'full']]);
    }
    const applied = await bringUpToDate(world, learnt);
    if (file.config.stage === 'link')
      return `no brokers yet: set stage: full in ${file.name}, and run this again`;
    if (file.config.cluster === 'existing') return `up to you: npx kafka-link expose ${file.name}`;
    return applied ? 'applied' : 'nothing to apply';
  },
};
