import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../system/run';

/** How long one command may take before it is ended. */
const COMMAND_LIMIT_SEC = 120;

/** What a command ended with: `text` is what it printed, or of one that failed the errors, all on one line. */
export interface Ended {
  readonly code: number;
  readonly text: string;
}

/** Runs terraform in a folder to its end, whatever that is, cut off from the home and the settings of the user. */
export async function runTerraform(
  command: string,
  dir: string,
  args: readonly string[],
  extra: Readonly<Record<string, string>>,
): Promise<Ended> {
  const settings = join(dir, 'terraformrc');
  writeFileSync(settings, '');
  const env = {
    PATH: process.env['PATH'],
    HOME: dir,
    TF_CLI_CONFIG_FILE: settings,
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    // A command is short and may use memory: collecting garbage took half of its time.
    GOGC: '400',
    TF_CLI_ARGS: WITH_COLOUR.has(args[0] ?? '') ? '-no-color' : '',
    ...extra,
  };
  const ended = await run(command, args, { cwd: dir, env, timeoutSec: COMMAND_LIMIT_SEC });
  const { code, stdout, stderr } = ended;
  return { code: code ?? 255, text: code === 0 ? stdout : unwrapped(stderr) };
}

const WITH_COLOUR = new Set(['init', 'validate', 'plan', 'apply', 'destroy', 'import']);

/** Terraform frames its messages and breaks their lines at the width of a terminal. */
function unwrapped(text: string): string {
  return text.replaceAll(/[╷│╵]/g, ' ').replaceAll(/\s+/g, ' ');
}
