import type { Config } from '../../config/schema';
import type { StoryContext } from './context';
import { defaultStory } from './stories/default';
import { deadBroker, mistakes, wrongChecksum } from './stories/mistakes';
import { power } from './stories/power';
import type { Step } from './story';

/** The steps of a story with one deployment. */
export type Story = (config: Config) => Step<StoryContext>[];

/** Every story by its name. */
export const SCENARIOS: Readonly<Record<string, Story>> = {
  default: defaultStory,
  mistakes,
  'wrong-checksum': wrongChecksum,
  'dead-broker': deadBroker,
  power,
};
