import { LinkStop } from '../stop';
import type { LinkStep } from '../world';

const DOCTOR = 'npx kafka-link doctor';

/** The doctor examines the running deployment. */
export const check: LinkStep = {
  name: 'checked',
  run: async ({ doctor, file }) => {
    if (file.config.stage === 'link') return 'no broker yet';
    if (!doctor) return `by you: ${DOCTOR}`;
    switch (await doctor()) {
      case 'ok':
        return `${DOCTOR} finds all healthy`;
      case 'warning':
        return `${DOCTOR} has warnings: see above`;
      case 'fault':
        throw new LinkStop(`the link is up, but ${DOCTOR} finds faults: see above`);
      case 'unknown':
        throw new LinkStop(`the link is up, but ${DOCTOR} could not examine it: see above`);
    }
  },
};
