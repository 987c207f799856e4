import { type CommonWarningRule, entriesOf, repeats, type ErrorRule } from './rule';

/** One reason for each policy. */
export const uniqueExceptions: ErrorRule = ({ policies }, report) => {
  for (const [[index], [first]] of repeats(entriesOf(policies?.allow), ([, entry]) => entry.rule)) {
    report(['policies', 'allow', index, 'rule'], `is also the rule of policies.allow[${first}]`);
  }
};

/** A disabled policy stays visible. */
export const allowedPolicies: CommonWarningRule = ({ policies }, report) => {
  for (const [index, { rule, reason }] of policies.allow.entries()) {
    report(['policies', 'allow', index], `disables the policy ${rule}: ${reason}`);
  }
};
