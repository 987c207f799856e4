import { statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { loadDeployments } from '../../../config/deployments';
import { formatProblems } from '../../../config/problems/problem';
import { readNamedFile } from '../../../domain/read-file';
import { UserError } from '../../../domain/user-error';
import { expose } from '../../../expose/server-properties/expose';
import {
  externalByConvention,
  externalByPlan,
  type ExternalListener,
} from '../../../expose/server-properties/external';
import { PropertiesDocument } from '../../../expose/server-properties/java-properties/document';
import { patchBetween } from '../../../expose/server-properties/patch';
import { planCluster } from '../../../plan/plan';

/** What EXTERNAL is to be, and where the new file goes. */
export interface Wanted {
  readonly nodeId: number;
  readonly output: string | undefined;
  readonly deployment: string | undefined;
  readonly uniqueName: string | undefined;
  readonly externalPort: number | undefined;
  readonly advertisedPort: number | undefined;
}

/** Shows what EXTERNAL changes in a file: the patch on standard output, the rest on standard error. */
export function change(file: string, wanted: Wanted): void {
  const external = listenerOf(wanted);
  const before = PropertiesDocument.of(readNamedFile(file));
  const { document, changed, warnings } = expose(before, file, external);
  const { output } = wanted;
  if (output !== undefined) write(output, document.toBytes(), statSync(file).mode);
  if (warnings.length > 0) say(`${formatProblems(file, warnings)}\n`);
  process.stdout.write(patchBetween(before, document, basename(file)));
  if (changed.length === 0) {
    say(`${file} has this EXTERNAL already: nothing to change`);
  } else {
    say(`${file}: EXTERNAL is new in ${changed.join(', ')}`);
    say('to apply it, one broker at a time: docs/existing-cluster.md');
  }
  if (output !== undefined) say(`wrote ${output}`);
}

/** As with Terraform, the unique name may be given apart from the file. */
function listenerOf({ deployment, nodeId, uniqueName, ...ports }: Wanted): ExternalListener {
  if (deployment === undefined) return externalByConvention({ nodeId, uniqueName, ...ports });
  const [loaded] = loadDeployments([deployment]);
  if (!loaded) throw new UserError(`${deployment} contains no deployment`);
  return externalByPlan(planCluster(loaded.config, uniqueName), nodeId);
}

/** The new file may hold passwords, as the present one: it gets the same mode. */
function write(output: string, bytes: Buffer, mode: number): void {
  try {
    writeFileSync(output, bytes, { flag: 'wx', mode: mode & 0o777 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new UserError(`${output} exists already and is unchanged: name a new file`);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
