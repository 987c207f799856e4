import { LinkStop } from '../stop';
import type { LinkStep } from '../world';

/** The exit code of `npm run doctor` when nothing is broken, but something is worth a look. */
const WARNINGS = 2;

/** The running deployment is looked at. */
export const check: LinkStep = {
  name: 'checked',
  run: async ({ doctor, file }) => {
    if (file.config.stage === 'link') return 'no broker yet';
    if (!doctor) return 'by you: npm run doctor';
    const code = await doctor();
    if (code === WARNINGS) return 'npm run doctor has warnings: see above';
    if (code !== 0) throw new LinkStop('the link stands, but npm run doctor finds fault: see above');
    return 'npm run doctor finds all healthy';
  },
};
