import type { ScenarioContext } from '../context';
import type { Step, StepTools } from '../scenario';

/** A mistake that somebody could make, and how it must come to light. */
export interface Mistake {
  /** Makes it. */
  make(context: ScenarioContext, tools: StepTools): Promise<void>;
  /** The step that must fail of it. */
  step: Step<ScenarioContext>;
  /** What its message must say. */
  words: RegExp;
  /** Checks after the failure, such as that nothing was touched. */
  verify?(context: ScenarioContext): Promise<void>;
  /** Takes it back; the step must then hold. Left out where the scenario ends with the mistake. */
  repair?(context: ScenarioContext, tools: StepTools): Promise<void>;
}

/** A step that holds when the mistake makes another step fail with the right words, and only as long as it is there. */
export function mistake(name: string, { make, step, words, verify, repair }: Mistake): Step<ScenarioContext> {
  return {
    name: `mistake: ${name}`,
    run: async (context, tools) => {
      await make(context, tools);
      tools.say(`"${step.name}" must fail`);
      const seen = await step.run(context, tools).then(
        (detail) => {
          throw new Error(`"${step.name}" holds all the same: ${detail}`);
        },
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      if (!words.test(seen)) {
        throw new Error(`"${step.name}" fails with other words than ${String(words)}:\n${seen}`);
      }
      await verify?.(context);
      const line = seen.split('\n').find((one) => words.test(one)) ?? seen.split('\n', 1)[0];
      if (repair) {
        tools.say('repairing');
        await repair(context, tools);
        await step.run(context, tools);
      }
      return `"${step.name}" fails: ${line ?? ''}`;
    },
  };
}
