import { join, resolve } from 'node:path';
import { known, rehearsedFile, type ScenarioContext } from '../context';
import { readOn } from '../lab/hosts';
import type { Result } from '../lab/port';
import { PLACES, SECRET } from './somebody-else/cluster';
import type { Step } from '../scenario';

const PROJECT = resolve(__dirname, '../../..');

/** What the host has of a broker's file. */
export interface FileOnHost {
  /** Byte for byte, as Latin-1. */
  readonly text: string;
  /** Mode and owner. */
  readonly mode: string;
}

/** Runs `npx kafka-link expose` where the operator sits, with the SSH that the operator has. */
export function expose(
  context: ScenarioContext,
  args: readonly string[],
  say: (line: string) => void = () => undefined,
): Promise<Result> {
  const program = [process.execPath, join(PROJECT, 'cli/kafka-link.js'), 'expose'];
  const given = [
    '--var',
    `unique_name=${known(context, 'uniqueName')}`,
    '--ssh-config',
    known(context, 'ssh').configuration,
  ];
  return known(context, 'lab').operator.exec([...program, rehearsedFile(context), ...given, ...args], {
    cwd: context.dir,
    timeoutSec: 1200,
    env: process.env,
    check: false,
    onOutput: (text) => text.split('\n').filter(Boolean).forEach(say),
  });
}

/** Every broker's file, by the broker's name. */
export async function filesOnHosts(context: ScenarioContext): Promise<Map<string, FileOnHost>> {
  const { brokers } = known(context, 'foreign').cluster;
  const script = `stat -c '%a %U:%G' ${PLACES.properties} && base64 -w 0 ${PLACES.properties}`;
  const files = new Map<string, FileOnHost>();
  for (const { name } of brokers) {
    const [mode = '', encoded = ''] = (await readOn(context, name, script)).split('\n');
    files.set(name, { mode, text: Buffer.from(encoded, 'base64').toString('latin1') });
  }
  return files;
}

/** The command without anybody to agree: every change is shown, no password is, and nothing happens. */
export const shownFirst: Step<ScenarioContext> = {
  name: 'every change is shown first',
  run: async (context) => {
    const before = await filesOnHosts(context);
    const { code, stdout, stderr } = await expose(context, []);
    if (code !== 1) throw new Error(`exit code ${code ?? '?'}\n${stdout}\n${stderr}`);
    if (`${stdout}${stderr}`.includes(SECRET)) throw new Error('it has shown a password');
    const after = await filesOnHosts(context);
    for (const [name, file] of before) {
      if (after.get(name)?.text !== file.text) throw new Error(`the file of ${name} has changed`);
    }
    const lines = stdout.split('\n');
    const [removed, added] = ['-', '+'].map((sign) =>
      lines.filter((line) => line.startsWith(sign) && !line.startsWith(sign.repeat(3))),
    );
    const wanted = 3 * before.size;
    if (removed?.length !== wanted || added?.length !== wanted) {
      throw new Error(`the diffs do not show ${wanted} lines:\n${stdout}`);
    }
    return `${wanted} lines of ${before.size} files, no password; nothing was changed`;
  },
};

/** @throws unless exactly the three settings have got EXTERNAL, and every other byte, mode and owner is as before */
export function judgeFiles(
  context: ScenarioContext,
  before: ReadonlyMap<string, FileOnHost>,
  after: ReadonlyMap<string, FileOnHost>,
): string {
  const { brokers, externalListeners, uniqueName: placeholder } = known(context, 'plan');
  const uniqueName = known(context, 'uniqueName');
  for (const {
    name,
    externals: [external],
  } of brokers) {
    const [old, now] = [before.get(name), after.get(name)];
    if (!old || !now) throw new Error(`there is no file of ${name}`);
    if (old.mode !== now.mode) throw new Error(`${name}: ${old.mode} has become ${now.mode}`);
    const [was, is] = [old.text.split('\n'), now.text.split('\n')];
    const changes = is.flatMap((line, index) => (line === was[index] ? [] : [addition(was[index], line)]));
    const host = external.host.replaceAll(placeholder, uniqueName);
    const wanted = [
      `,EXTERNAL://0.0.0.0:${externalListeners[0].port}`,
      `,EXTERNAL://${host}:${external.port}`,
      ',EXTERNAL:PLAINTEXT',
    ];
    if (was.length !== is.length || [...changes].sort().join('\n') !== [...wanted].sort().join('\n')) {
      throw new Error(`${name}: changed lines say ${JSON.stringify(changes)}`);
    }
  }
  return `three settings of ${brokers.length} files, every other byte as before`;
}

/** What a line has got more at its end. */
function addition(was: string | undefined, is: string): string {
  const [before = '', after] = [was, is].map((line) => line?.replace(/\r$/, ''));
  return after?.startsWith(before) === true ? after.slice(before.length) : `${before} → ${after}`;
}
