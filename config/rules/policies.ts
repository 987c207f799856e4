import { type CommonWarningRule, entriesOf, repeats, type ErrorRule } from './rule';

/** One reason a policy. */
export const uniqueExceptions: ErrorRule = ({ policies }, report) => {
  for (const [[index], [first]] of repeats(entriesOf(policies?.allow), ([, entry]) => entry.rule)) {
    report(['policies', 'allow', index, 'rule'], `is already allowed by entry ${first}`);
  }
};

/** What is switched off stays in sight. */
export const allowedPolicies: CommonWarningRule = ({ policies }, report) => {
  for (const [index, { rule, reason }] of policies.allow.entries()) {
    report(['policies', 'allow', index], `policy ${rule} is switched off: ${reason}`);
  }
};
