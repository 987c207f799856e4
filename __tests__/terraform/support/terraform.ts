import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The real Terraform in a folder of its own, without a registry and without the user's settings. */
export class Terraform {
  private readonly folder = mkdtempSync(join(tmpdir(), 'terraform-'));

  /** @param json what `cdk.tf.json` holds */
  constructor(json: string) {
    writeFileSync(join(this.folder, 'cdk.tf.json'), json);
    writeFileSync(join(this.folder, 'terraformrc'), '');
  }

  /** Runs a command. Its output is what Terraform printed, whatever its exit code. */
  run(...args: string[]): { code: number | null; output: string } {
    const { status, stdout, stderr, error } = spawnSync('terraform', args, {
      cwd: this.folder,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: this.folder,
        TF_CLI_CONFIG_FILE: join(this.folder, 'terraformrc'),
        TF_IN_AUTOMATION: '1',
        TF_INPUT: '0',
        CHECKPOINT_DISABLE: '1',
      },
    });
    if (error) throw error;
    return { code: status, output: `${stdout}${stderr}` };
  }

  /** Like `run`, for commands that must succeed. */
  must(...args: string[]): string {
    const { code, output } = this.run(...args);
    if (code !== 0) throw new Error(`terraform ${args.join(' ')} failed:\n${output}`);
    return output;
  }

  /** Applies and returns the outputs. */
  apply(...args: string[]): Record<string, string> {
    this.must('apply', '-auto-approve', '-no-color', ...args);
    const outputs: Record<string, { value: string }> = JSON.parse(this.must('output', '-json'));
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
