import { join, resolve } from 'node:path';
import { prepareTerraform } from '../cloud/prepare-terraform';
import type { Place } from './lab-port';

const PROJECT = resolve(__dirname, '../..');

/** A deployment under Terraform, run where the operator sits and against the simulated cloud. */
export class Terraform {
  private env: Record<string, string> = {};

  constructor(
    private readonly operator: Place,
    private readonly dir: string,
    private readonly name: string,
  ) {}

  /** Writes the Terraform JSON of a deployment file, below the rehearsal's own folder. */
  async synthesize(file: string): Promise<void> {
    const command = [process.execPath, join(PROJECT, 'cli/run.js'), join(PROJECT, 'main.ts'), file];
    await this.operator.exec(command, { cwd: this.dir, timeoutSec: 120, env: process.env });
  }

  async init(cloudFile: string): Promise<void> {
    this.env = {
      ...(await prepareTerraform({ dir: join(this.dir, 'terraform'), cloudFile })),
      ALICLOUD_ACCESS_KEY: 'rehearsal',
      ALICLOUD_SECRET_KEY: 'rehearsal',
    };
    await this.run(['init', '-input=false'], 300);
  }

  /** @returns the counts of `Apply complete! Resources: …` */
  async apply(variables: Readonly<Record<string, string>>): Promise<string> {
    const given = Object.entries(variables).map(([name, value]) => `-var=${name}=${value}`);
    const stdout = await this.run(['apply', '-input=false', '-auto-approve', ...given], 900);
    return /Resources: (.*)\./.exec(stdout)?.[1] ?? 'applied';
  }

  async outputs(): Promise<Record<string, unknown>> {
    const stdout = await this.run(['output', '-json'], 60);
    const outputs = JSON.parse(stdout) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  private async run([command = '', ...args]: readonly string[], timeoutSec: number): Promise<string> {
    const cwd = join(this.dir, 'cdktf.out/stacks', this.name);
    const colour = command === 'output' ? [] : ['-no-color'];
    const program = ['terraform', command, ...colour, ...args];
    const env = { ...process.env, ...this.env };
    return (await this.operator.exec(program, { cwd, env, timeoutSec })).stdout;
  }
}
