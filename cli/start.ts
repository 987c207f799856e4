import { resolve } from 'node:path';
import type { Deployment } from '../config/deployments';
import { showProgress, reportTable } from '../rehearsal/scenarios/report';
import { rehearse } from '../rehearsal/scenarios/rehearse';
import { interruption } from './interruption';
import { applyOnce } from './start/apply';
import { readArguments, USAGE } from './start/arguments';
import { attempt, type Console } from './start/attempt';
import { decide } from './start/decide';
import { handBack } from './start/hand-back';
import { install } from './start/install';
import { thisMachine } from './start/machine';
import { skippedText } from './start/skipped';
import { synthesizeAndShow } from './synthesis';
import { withDeployments } from './with-deployments';

/**
 * `npm start -- [FILE]`: synthesizes a deployment, does with it the most that this machine can do, and says what it left
 * out. Exit codes: 0 all that ran held; 1 not, or the file or an argument is wrong.
 */
async function main(): Promise<number> {
  const { help, files, mayInstall } = readArguments(process.argv.slice(2), process.env);
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  try {
    return (await withDeployments((deployments) => start(deployments, mayInstall), files)) ?? 1;
  } finally {
    handBack();
  }
}

async function start([deployment, ...others]: readonly Deployment[], mayInstall: boolean): Promise<number> {
  if (!deployment || others.length > 0) throw new Error('one deployment at a time: npm start -- FILE');
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

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
