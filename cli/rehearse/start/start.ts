import { resolve } from 'node:path';
import type { Deployment } from '../../../config/deployments';
import { showProgress } from '../../../rehearsal/scenarios/report';
import { rehearse } from '../../../rehearsal/scenarios/rehearse';
import { reportTable } from '../../../rehearsal/scenarios/report';
import { interruption } from '../../command/interruption';
import { synthesizeAndShow } from '../../make/synth/show';
import { applyOnce } from './apply';
import { attempt, type Console } from './attempt';
import { decide } from './decide';
import { handBack } from './hand-back';
import { install } from './install';
import { thisMachine } from './machine';
import { skippedText } from './skipped';

/**
 * Synthesizes a deployment, does with it the most that this machine can do, and lists what it left out.
 *
 * @param mayInstall whether missing packages may be installed
 * @returns the exit code
 */
export async function start(deployment: Deployment, mayInstall: boolean): Promise<number> {
  try {
    return await most(deployment, mayInstall);
  } finally {
    handBack();
  }
}

async function most(deployment: Deployment, mayInstall: boolean): Promise<number> {
  synthesizeAndShow([deployment]);
  const console = { progress: showProgress(process.stdout), signal: interruption() };
  let decision = decide(thisMachine(), deployment.config, mayInstall);
  let ok = true;
  if (decision.install.length > 0) {
    ok = await installed(decision.install, console);
    decision = decide(thisMachine(), deployment.config, false);
  }
  if (!console.signal.aborted) ok = (await held(decision.run, deployment, console)) && ok;
  say(skippedText(decision.skipped));
  return ok ? 0 : 1;
}

function installed(names: readonly string[], console: Console): Promise<boolean> {
  say(`Missing for the rehearsal, to be installed by apt-get (--no-install refuses): ${names.join(' ')}\n`);
  return attempt('install', console, () => install(names, () => thisMachine().missing));
}

async function held(
  run: 'rehearsal' | 'apply' | 'nothing',
  deployment: Deployment,
  console: Console,
): Promise<boolean> {
  if (run === 'nothing') return true;
  say('The cloud is simulated: no account, nothing real is touched.\n');
  if (run === 'apply') {
    const ok = await attempt('apply', console, () => applyOnce(deployment, console));
    say('\n');
    return ok;
  }
  const report = await rehearse({
    ...console,
    file: resolve(deployment.file),
    scenario: 'default',
    keep: false,
    tell: (text) => say(`${text}\n`),
  });
  say(`\n${reportTable(report)}`);
  return report.ok;
}

function say(text: string): void {
  process.stdout.write(text);
}
