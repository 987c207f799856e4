import { LinkStop } from '../stop';
import type { LinkStep } from '../world';

const DOCTOR = 'npx kafka-link doctor';

/** The doctor checks the running deployment. */
export const check: LinkStep = {
  name: 'checked',
  run: async ({ doctor, file }) => {
    if (file.config.stage === 'link') return 'no broker yet';
    if (!doctor) return `up to you: ${DOCTOR}`;
    switch (await doctor()) {
      case 'ok':
        return `${DOCTOR}: healthy`;
      case 'warning':
        return `${DOCTOR} has warnings: see above`;
      case 'fault':
        throw new LinkStop(`the link is complete, but ${DOCTOR} has found faults: see above`);
      case 'unknown':
        throw new LinkStop(`the link is complete, but ${DOCTOR} could not examine it: see above`);
    }
  },
};
