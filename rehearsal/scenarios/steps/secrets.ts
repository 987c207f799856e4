import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CERTIFICATE_FILE } from '../secrets/certificates';
import { known, type ScenarioContext } from '../context';
import { AUTHORITY_FILE, INTERNAL_FILE } from '../secrets/internal-certificates';
import { PASSWORDS_FILE } from '../clients/login';
import { secretsOf } from '../secrets/seen';
import type { Step } from '../scenario';
import { secretsOnHosts } from './secrets-on-hosts';
import { stateFolder } from '../../../secrets/state-folder';

/** What the operator was given by the CA. */
const OWN_KEY = 'privkey.pem';

/** Looks at the command lines of all processes of this machine, hosts and operator alike, for secrets. */
export class CommandLines {
  /** Those that held one, without it. */
  readonly seen = new Set<string>();
  looks = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly context: ScenarioContext) {
    this.timer = setInterval(() => this.look(), 200);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    this.looks += 1;
    const secrets = secretsOf(this.context);
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const line = textOf(`/proc/${pid}/cmdline`);
      const secret = secrets.find((one) => line.includes(one));
      if (secret) this.seen.add(line.replaceAll('\0', ' ').replaceAll(secret, '***'));
    }
  }
}

/** Begins to look, until the end. @param begun gets who looks */
export const lookAtCommandLines = (begun: (looking: CommandLines) => void): Step<ScenarioContext> => ({
  name: 'command lines are watched',
  run: async (context, { onEnd }) => {
    const looking = new CommandLines(context);
    begun(looking);
    onEnd('the look at command lines', { undo: async () => looking.stop() });
    return 'those of all processes, until the end';
  },
});

/** What the scenario has done leaves passwords and private keys nowhere but where they have to be. */
export const nowhere = (commandLines: () => CommandLines | undefined): Step<ScenarioContext> => ({
  name: 'secrets are nowhere else',
  run: async (context, { say }) => {
    const secrets = secretsOf(context);
    if (secrets.length === 0) throw new Error('there are no secrets to look for');
    const lines = commandLines();
    lines?.stop();
    if (!lines || lines.looks === 0) throw new Error('the command lines were not watched');
    if (lines.seen.size > 0) throw new Error(`in command lines:\n${[...lines.seen].join('\n')}`);
    say('what a plan says');
    const plan = await known(context, 'terraform').plan(known(context, 'variables'));
    if (secrets.some((secret) => plan.includes(secret))) throw new Error('the plan says a secret');
    say('files of the operator and of the cloud');
    const files = filesWith(context, secrets);
    const allowed = [PASSWORDS_FILE, CERTIFICATE_FILE, OWN_KEY, INTERNAL_FILE, AUTHORITY_FILE];
    const others = files.filter((file) => {
      const name = basename(file);
      return !allowed.includes(name) && !/^login-\d+\.properties$/.test(name);
    });
    if (others.length > 0) throw new Error(`in files:\n${others.join('\n')}`);
    const authority = join(stateFolder(known(context, 'config').name, context.dir), AUTHORITY_FILE);
    const spread = filesWith(context, secretsOf(context, ['authority'])).filter((file) => file !== authority);
    if (spread.length > 0) throw new Error(`the key of the internal CA is in:\n${spread.join('\n')}`);
    const hosts = await secretsOnHosts(context, say);
    return `${secrets.length} secrets; ${lines.looks} looks at all command lines, the plan, ${files.length} files that may hold them; ${hosts}`;
  },
});

/** Files of the operator and the cloud that hold one of these. */
function filesWith(context: ScenarioContext, secrets: readonly string[]): string[] {
  return filesBelow(context.dir).filter((file) => {
    const text = textOf(file);
    return secrets.some((secret) => text.includes(secret));
  });
}

/** Small files of the operator and the cloud; hosts and archives are looked at elsewhere. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return /^(hosts|java-client-.*|\.terraform)$/.test(entry.name) ? [] : filesBelow(path);
    return entry.isFile() && statSync(path).size < 64 * 2 ** 20 ? [path] : [];
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return ''; // gone meanwhile
  }
}
