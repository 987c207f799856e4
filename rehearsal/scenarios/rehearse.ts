import { join, resolve } from 'node:path';
import { loadConfig } from '../../config/load';
import { newLabId } from '../lab/common';
import type { ChaosSettings } from './chaos/schedule';
import type { ScenarioContext } from './context';
import { SCENARIOS } from './catalogue';
import type { Progress, RehearsalReport } from './report';
import { runScenario } from './scenario';

/** The folder below which everything of all rehearsals of this project is. */
export const REHEARSALS = resolve(__dirname, '../../.rehearsal');

/** What to rehearse. */
export interface RehearseOptions {
  /** The deployment file. */
  file: string;
  scenario: string;
  /** For the scenario `chaos`. @default - its own */
  chaos?: Partial<ChaosSettings>;
  keep: boolean;
  signal: AbortSignal;
  progress: Progress;
  /** Says something to the person. */
  tell: (text: string) => void;
}

/** Rehearses one scenario with one deployment. @throws ConfigError when the deployment file is not valid */
export async function rehearse(options: RehearseOptions): Promise<RehearsalReport> {
  const { file, scenario, keep, signal, tell } = options;
  const { config } = loadConfig(file); // the person's own mistakes come first, in the words of the file
  const context = newContext(file);
  const steps = SCENARIOS[scenario]?.(config, options.chaos) ?? [];
  const report = await runScenario(scenario, steps, context, options);
  if (keep && !signal.aborted) tell(howToLook(context));
  return report;
}

/** What the steps of a scenario with that deployment file begin with. */
export function newContext(sourceFile: string): ScenarioContext {
  const id = newLabId();
  return { id, sourceFile, dir: join(REHEARSALS, id), cacheDir: join(REHEARSALS, 'cache'), facts: {} };
}

/** How to get at a rehearsal that goes on. */
function howToLook({ dir, facts: { lab, plan } }: ScenarioContext): string {
  const hosts = [plan?.bastion?.name, plan?.brokers[0]?.name].filter((name) => name !== undefined);
  const shells = lab ? hosts.map((name) => `  ${lab.shellHint(name)}`) : [];
  return [
    '',
    `Everything keeps running in ${dir}. Shells:`,
    ...shells,
    'Remove it: npx kafka-link rehearse down',
  ].join('\n');
}
