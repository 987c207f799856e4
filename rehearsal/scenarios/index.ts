import { boot } from './boot';
import { apply, archives, synth } from './build';
import { clientStep } from './clients';
import type { StoryContext } from './context';
import { accept, createEndpoint, uniqueName } from './link';
import { open } from './open-step';
import { renameBrokers } from './rolling-rename';
import type { Step } from './story';
import { bastionTests, quorum, throughLoadBalancer } from './vpc-tests';

/** Every story by its name. */
export const SCENARIOS: Readonly<Record<string, readonly Step<StoryContext>[]>> = {
  default: [
    open,
    archives,
    synth,
    apply,
    boot,
    quorum,
    bastionTests,
    throughLoadBalancer,
    createEndpoint,
    accept,
    uniqueName,
    renameBrokers,
    clientStep('Java client through the private link', 'java'),
    clientStep('another client through the private link', 'other'),
  ],
};
