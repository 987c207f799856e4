import { LinkStop } from '../stop';
import type { LinkStep } from '../world';

/** The exit code of `npx kafka-link doctor` with warnings, but no faults. */
const WARNINGS = 2;

/** The doctor checks the running deployment. */
export const check: LinkStep = {
  name: 'checked',
  run: async ({ doctor, file }) => {
    if (file.config.stage === 'link') return 'no broker yet';
    if (!doctor) return 'up to you: npx kafka-link doctor';
    const code = await doctor();
    if (code === WARNINGS) return 'npx kafka-link doctor has warnings: see above';
    if (code !== 0)
      throw new LinkStop('the link is complete, but npx kafka-link doctor has found faults: see above');
    return 'npx kafka-link doctor: healthy';
  },
};
