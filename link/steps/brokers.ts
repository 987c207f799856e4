import { bringUpToDate } from '../bring-up-to-date';
import type { LinkStep } from '../world';

/**
 * Brokers advertise the unique name. After `stage: link` they start with it; otherwise they get it one by one, those that
 * run already from their owner.
 */
export const brokers: LinkStep = {
  name: 'brokers advertise it',
  run: async (world, learnt) => {
    const { file, person } = world;
    if (file.config.stage === 'link') {
      const wanted = await person.wants(
        `Set stage: full in ${file.name}, and build the brokers under their names?`,
      );
      if (wanted) file.change([[['stage'], 'full']]);
    }
    const applied = await bringUpToDate(world, learnt);
    if (file.config.stage === 'link')
      return `there are none: set stage: full in ${file.name} and run this again`;
    if (file.config.cluster === 'existing') return `by you: npx kafka-link expose ${file.name}`;
    return applied ? 'applied' : 'nothing to apply';
  },
};
