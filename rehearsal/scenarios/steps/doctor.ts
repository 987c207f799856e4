import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { caFile } from '../secrets/certificates';
import { known, rehearsedFile, type ScenarioContext } from '../context';
import type { Result } from '../lab/port';
import type { Step } from '../scenario';

const PROJECT = resolve(__dirname, '../../..');
const DOCTOR = [join(PROJECT, 'cli/kafka-link.js'), 'doctor'];

/** The doctor of a healthy deployment says so. Otherwise the first line of its report is the reason. */
export const examine: Step<ScenarioContext> = {
  name: 'doctor',
  run: async (context) => {
    const terraform = known(context, 'terraform');
    const variables = known(context, 'variables');
    return firstLine(await terraform.doctor(rehearsedFile(context), variables, trusting(context)));
  },
};

/** The same from TiDB Cloud's side, which has neither state nor SSH. */
export const examineFromClient: Step<ScenarioContext> = {
  name: "doctor from TiDB Cloud's side",
  run: async (context) => {
    const { brokers, externalListeners } = known(context, 'plan');
    const uniqueName = known(context, 'uniqueName');
    const host = brokers[0]?.externals[0].host.replaceAll(known(context, 'plan').uniqueName, uniqueName);
    const args = [
      '--from-client',
      `${host}:${externalListeners[0].bootstrap}`,
      '--var',
      `unique_name=${uniqueName}`,
    ];
    const command = [process.execPath, ...DOCTOR, rehearsedFile(context), ...args];
    const place = known(context, 'lab').tidbHost;
    const { code, stdout, stderr } = await place.exec(command, {
      cwd: context.dir,
      timeoutSec: 90,
      env: { ...process.env, ...trusting(context) },
      check: false,
    });
    return firstLine({ code, stdout, stderr });
  },
};

/** The CA of the rehearsal is public: Node.js trusts it as those that it knows. */
const trusting = (context: ScenarioContext): Record<string, string> =>
  existsSync(caFile(context)) ? { NODE_EXTRA_CA_CERTS: caFile(context) } : {};

/** @throws Error with the first line of the report unless all is well */
function firstLine({ code, stdout, stderr }: Result): string {
  const [first = ''] = (stdout.trim() || stderr.trim()).split('\n');
  if (code !== 0) throw new Error(first);
  const other = stdout.split('\n').find((line) => line.trim() !== '' && !line.startsWith('✓ '));
  if (other !== undefined) throw new Error(`exit code 0, but not every line is good: ${other}`);
  return first;
}
