import { known, type ScenarioContext } from '../context';
import { redeploy } from '../terraform/redeploy';
import { accept, attachDomain, createEndpoint } from '../steps/link';
import { restartedOnce, underLoad } from '../steps/under-load';
import type { Step } from '../scenario';
import { build, javaClient } from './default';

/** A cluster whose brokers still carry the placeholder, behind a link that TiDB Cloud reaches. */
export const linked: readonly Step<ScenarioContext>[] = [
  ...build,
  createEndpoint,
  accept,
  attachDomain,
  {
    name: 'both names resolve to the endpoint',
    // As where a domain is attached again: its old names work until no broker advertises them.
    run: async (context) => {
      const { uniqueName: before } = known(context, 'plan');
      await known(context, 'lab').alsoKnownAs([before]);
      return `${before} and ${known(context, 'uniqueName')}`;
    },
  },
];

/** The unique name comes to all brokers under load, and each restarts once. */
export const renamed: Step<ScenarioContext> = underLoad(
  'the unique name changes',
  (context, { say }) =>
    redeploy(context, {}, { variable: { unique_name: known(context, 'uniqueName') }, say }),
  restartedOnce,
);

/** Brokers that serve get the unique name, and lead clients by it alone. */
export const renaming: readonly Step<ScenarioContext>[] = [
  ...linked,
  renamed,
  {
    name: 'the old names are gone',
    run: async (context) => {
      await known(context, 'lab').alsoKnownAs([]);
      return 'only the new names lead to the endpoint';
    },
  },
  javaClient,
];

/** A Terraform plan without the name is refused. Later steps would have the old name again. */
export const forgetfulApply: Step<ScenarioContext> = {
  name: 'an apply that forgets the name changes nothing',
  run: async (context) => {
    const { uniqueName } = known(context, 'plan');
    const refusal = await redeploy(context, {}, { variable: { unique_name: uniqueName } }).then(
      (counts) => Promise.reject(new Error(`it was applied: ${counts}`)),
      (error: unknown) => String(error),
    );
    if (!/unique-name_must-not-be-forgotten/.test(refusal)) throw new Error(refusal);
    return 'refused: unique-name_must-not-be-forgotten would be destroyed';
  },
};

/** The unique name comes to brokers that serve, one after another. */
export const rename = (): Step<ScenarioContext>[] => [...renaming, forgetfulApply];
