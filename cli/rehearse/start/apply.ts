import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Deployment } from '../../../config/deployments';
import { synthesize } from '../../../constructs/synthesize';
import { openCloud } from '../../../rehearsal/cloud/model';
import { prepareTerraform } from '../../../rehearsal/cloud/prepare-terraform';
import { environmentFromScratch } from '../cloud/environment';
import { cloudFolder } from '../cloud/folder';
import { simulated } from '../cloud/simulated';
import { defaultVariables } from '../cloud/variables';
import type { Console } from './attempt';
import { findTerraform } from '../../programs';

const run = promisify(execFile);

/**
 * Applies a deployment to a simulated cloud of its own, and leaves nothing behind.
 *
 * @returns the counts of `Apply complete! Resources: …`
 * @throws Error with what Terraform said
 */
export async function applyOnce(deployment: Deployment, { signal, progress }: Console): Promise<string> {
  const { config } = deployment;
  const program = findTerraform(process.env) ?? 'terraform';
  const dir = mkdtempSync(join(tmpdir(), 'simulated-cloud-'));
  try {
    const { cloudFile, home, outdir, providers, stack } = cloudFolder(dir, config.name);
    mkdirSync(home);
    openCloud(cloudFile, { region: config.region });
    synthesize([simulated(deployment)], outdir);
    const env = {
      ...environmentFromScratch(process.env, home),
      ...(await prepareTerraform({ dir: providers, cloudFile })),
      ...defaultVariables(config, process.env),
    };
    const terraform = (...args: string[]) =>
      run(program, [...args, '-input=false', '-no-color'], { cwd: stack, env, signal, maxBuffer: 2 ** 28 });
    progress.say('terraform init');
    await terraform('init');
    progress.say('terraform apply');
    const { stdout } = await terraform('apply', '-auto-approve');
    return /Resources: (.*)\./.exec(stdout)?.[1] ?? 'applied';
  } finally {
    // An interrupted provider may still be writing.
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}
