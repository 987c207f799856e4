import { join, resolve } from 'node:path';
import { prepareTerraform } from '../../cloud/prepare-terraform';
import type { Place, Result } from '../lab/port';

const PROJECT = resolve(__dirname, '../../..');

/** A deployment under Terraform, run where the operator sits and against the simulated cloud. */
export class Terraform {
  private env: Record<string, string> = {};

  constructor(
    private readonly operator: Place,
    private readonly dir: string,
    private readonly name: string,
  ) {}

  /** Makes SSH host keys for the hosts of a deployment file. */
  makeHostKeys(file: string): Promise<void> {
    return this.runProgram('host-keys', file);
  }

  /** Makes passwords for the users of a deployment file. @param renewed users that get another one */
  makePasswords(file: string, renewed: readonly string[] = []): Promise<void> {
    return this.runProgram('passwords', file, ...renewed.flatMap((user) => ['--new', user]));
  }

  /** Takes over a certificate for the listeners of a deployment file. */
  takeOverCertificate(
    file: string,
    { certificate, key }: { certificate: string; key: string },
  ): Promise<void> {
    return this.runProgram('certificate', '--certificate', certificate, '--key', key, file);
  }

  /** Makes the certificates by which the hosts of a deployment file know each other. @param turn an option */
  makeInternalCertificates(
    file: string,
    ...turn: ('--renew' | '--new-ca' | '--forget-old-ca')[]
  ): Promise<void> {
    return this.runProgram('internal-certificates', ...turn, file);
  }

  /** Writes the Terraform JSON of a deployment file, below the rehearsal's own folder. */
  synthesize(file: string): Promise<void> {
    return this.runProgram('synth', file);
  }

  async init(cloudFile: string): Promise<void> {
    this.env = {
      ...(await prepareTerraform({ dir: join(this.dir, 'terraform'), cloudFile })),
      ALICLOUD_ACCESS_KEY: 'rehearsal',
      ALICLOUD_SECRET_KEY: 'rehearsal',
    };
    await this.run(['init', '-input=false'], 300);
  }

  /** The same deployment in another folder, with the providers of this one: as another person has it. */
  async copiedTo(dir: string, file: string): Promise<Terraform> {
    const copy = new Terraform(this.operator, dir, this.name);
    copy.env = this.env;
    await copy.synthesize(file);
    await copy.run(['init', '-input=false'], 300);
    return copy;
  }

  /**
   * @param say gets what the steps on the hosts print
   * @param signal kills it on the spot
   * @returns the counts of `Apply complete! Resources: …`
   */
  async apply(
    variables: Readonly<Record<string, string>>,
    say?: (line: string) => void,
    signal?: AbortSignal,
  ): Promise<string> {
    const stdout = await this.run(['apply', '-input=false', '-auto-approve', ...given(variables)], 1800, {
      say,
      signal,
    });
    return /Resources: (.*)\./.exec(stdout)?.[1] ?? 'applied';
  }

  async outputs(): Promise<Record<string, unknown>> {
    const stdout = await this.run(['output', '-json'], 60);
    const outputs = JSON.parse(stdout) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /**
   * Examines the deployment with the doctor, as an operator would; any exit code is an answer.
   *
   * @param more further variables of the environment
   * @param options further options of the doctor
   */
  doctor(
    file: string,
    variables: Readonly<Record<string, string>>,
    more: Readonly<Record<string, string>> = {},
    options: readonly string[] = [],
  ): Promise<Result> {
    const given = Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}=${value}`]);
    const command = [
      process.execPath,
      join(PROJECT, 'cli/kafka-link.js'),
      'doctor',
      file,
      ...given,
      ...options,
    ];
    const env = { ...process.env, ...this.env, ...more };
    return this.operator.exec(command, { cwd: this.dir, timeoutSec: 90, env, check: false });
  }

  /** What a plan says, as a person reads it. */
  plan(variables: Readonly<Record<string, string>>): Promise<string> {
    return this.run(['plan', '-input=false', ...given(variables)], 300);
  }

  private async runProgram(program: string, ...args: string[]): Promise<void> {
    const command = [process.execPath, join(PROJECT, 'cli/kafka-link.js'), program, ...args];
    await this.operator.exec(command, { cwd: this.dir, timeoutSec: 120, env: process.env });
  }

  private async run(
    [command = '', ...args]: readonly string[],
    timeoutSec: number,
    { say = () => {}, signal }: { say?: (line: string) => void; signal?: AbortSignal } = {},
  ): Promise<string> {
    const cwd = join(this.dir, 'cdktf.out/stacks', this.name);
    const colour = command === 'output' ? [] : ['-no-color'];
    const program = ['terraform', command, ...colour, ...args];
    const env = { ...process.env, ...this.env };
    const onOutput = (text: string) => progressLines(text).forEach(say);
    return (await this.operator.exec(program, { cwd, env, timeoutSec, signal, onOutput })).stdout;
  }
}

const given = (variables: Readonly<Record<string, string>>): string[] =>
  Object.entries(variables).map(([name, value]) => `-var=${name}=${value}`);

/** What the steps on the hosts print: `null_resource.rollout_1_step[0] (remote-exec): …` */
function progressLines(text: string): string[] {
  return [...text.matchAll(/^null_resource\.rollout_(\S+)_step\S* \(remote-exec\): (\S.*)$/gm)].map(
    ([, host = '', line = '']) => `${host}: ${line.replace(/^\d{4}-\d\d-\d\dT[\d:]+Z /, '')}`,
  );
}
