import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, run } from '../system/run';
import { LinkStop } from './stop';

/** After a killed run, Terraform may still run for a while; the next run waits for its lock. */
const LOCK = '-lock-timeout=10m';
const PLAN = 'link.tfplan';

/** Terraform in the folder of a synthesized stack. Its output goes to the terminal. */
export class Terraform {
  constructor(
    private readonly program: string,
    private readonly folder: string,
    /** `name=value`, in addition to the variables that Terraform finds itself. */
    private readonly variables: readonly string[],
  ) {}

  /** @throws LinkStop with what it printed */
  async init(): Promise<void> {
    const { code, stdout, stderr } = await this.answer(['init', '-input=false']);
    if (code !== 0) throw new LinkStop(`terraform init failed:\n${(stdout + stderr).trim()}`);
  }

  /** The outputs of the state; empty before the first apply. */
  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const { code, stdout, stderr } = await this.answer(['output', '-json']);
    if (code !== 0) throw new LinkStop(`terraform output failed:\n${stderr.trim()}`);
    const outputs = JSON.parse(stdout) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** Shows what an apply would do. @returns whether it would do anything */
  async plan(): Promise<boolean> {
    const variables = this.variables.map((variable) => `-var=${variable}`);
    const args = ['plan', '-input=false', LOCK, '-detailed-exitcode', `-out=${PLAN}`, ...variables];
    const code = await this.show(args);
    if (code !== 0 && code !== 2) throw new LinkStop('terraform plan failed: see above');
    return code === 2;
  }

  /** Applies the last plan. */
  async apply(): Promise<void> {
    const code = await this.show(['apply', '-input=false', LOCK, PLAN]);
    if (code !== 0) throw new LinkStop('terraform apply failed: see above; run this again to continue');
  }

  /** A plan contains the secrets of the state. */
  forgetPlan(): void {
    rmSync(join(this.folder, PLAN), { force: true });
  }

  private answer(args: readonly string[]): Promise<Ended> {
    return run(this.program, args, { cwd: this.folder, timeoutSec: 600, ownGroup: false });
  }

  /** The terminal interrupts Terraform too, which then ends in order: it is waited for. */
  private show(args: readonly string[]): Promise<number | null> {
    const child = spawn(this.program, args, { cwd: this.folder, stdio: ['ignore', 'inherit', 'inherit'] });
    const ignore = () => undefined;
    const forward = () => child.kill('SIGTERM');
    process.on('SIGINT', ignore).on('SIGTERM', forward);
    return new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }).finally(() => process.off('SIGINT', ignore).off('SIGTERM', forward));
  }
}
