import { LinkStop } from '../stop';
import type { LinkStep } from '../world';

/** The exit code of `npx kafka-link doctor` when nothing is broken, but something is worth a look. */
const WARNINGS = 2;

/** The running deployment is looked at. */
export const check: LinkStep = {
  name: 'checked',
  run: async ({ doctor, file }) => {
    if (file.config.stage === 'link') return 'no broker yet';
    if (!doctor) return 'by you: npx kafka-link doctor';
    const code = await doctor();
    if (code === WARNINGS) return 'npx kafka-link doctor has warnings: see above';
    if (code !== 0) throw new LinkStop('the link stands, but npx kafka-link doctor finds fault: see above');
    return 'npx kafka-link doctor finds all healthy';
  },
};
