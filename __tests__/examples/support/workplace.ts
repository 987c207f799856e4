import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { inspect, openCloud } from '../../../rehearsal/cloud/model';
import { prepareTerraform } from '../../../rehearsal/cloud/prepare-terraform';
import { Project } from '../../cli/support/project';
import { type Ended, run } from '../../../system/run';
import { StandInSts } from './sts';

/**
 * A pipeline's runner: a clone of the project, the real Terraform with the simulated cloud, a stand-in of STS, and fakes of
 * what a runner brings that would leave this machine.
 */
export class Workplace {
  static async open(): Promise<Workplace> {
    const sts = new StandInSts();
    const project = new Project();
    const environment = await prepareTerraform({
      dir: project.path('providers'),
      cloudFile: project.path('cloud.json'),
    });
    return new Workplace(project, sts, environment, await sts.listen());
  }

  private constructor(
    private readonly project: Project,
    readonly sts: StandInSts,
    private readonly terraform: Record<string, string>,
    readonly endpoint: string,
  ) {
    mkdirSync(this.path('home'));
    // The dependencies are installed; everything else is npm's own.
    this.fake('npm', `if [ "$1" = ci ]; then exit; fi\nPATH="\${PATH#*:}" exec npm "$@"`);
    this.fake('gh', `echo "$*" >> '${this.path('gh.log')}'`);
    // What docs/pipelines.md tells for runners without a registry, with this mirror in the place of theirs.
    const configuration = readFileSync(this.path('examples/pipelines/mirror.tfrc'), 'utf8');
    writeFileSync(
      this.path('mirror.tfrc'),
      configuration.replace('/opt/terraform-providers', this.path('providers/mirror')),
    );
  }

  /** Instances that the cloud holds. */
  get instances(): number {
    return inspect(openCloud(this.path('cloud.json'))).counts['alicloud_instance'] ?? 0;
  }

  path(...parts: string[]): string {
    return this.project.path(...parts);
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  /** Runs a script as a runner's shell does: up to the first command that fails. */
  shell(shell: 'bash' | 'sh', script: string, env: NodeJS.ProcessEnv): Promise<Ended> {
    return run(`/bin/${shell}`, ['-e', '-c', script], {
      cwd: this.project.folder,
      env: {
        ...this.terraform,
        TF_CLI_CONFIG_FILE: this.path('mirror.tfrc'),
        PATH: `${this.path('bin')}:${process.env['PATH'] ?? ''}`,
        HOME: this.path('home'),
        STS_ENDPOINT: this.endpoint,
        TF_VAR_rollout: 'false', // no host boots here
        ...env,
      },
    });
  }

  /** Keeps files of a job, by the paths that it gave. */
  keep(artifact: string, paths: readonly string[]): void {
    for (const path of paths.filter((each) => existsSync(this.path(each)))) {
      cpSync(this.path(path), this.path('artifacts', artifact, path), { recursive: true });
    }
  }

  /** Gives the files of an artifact back: where they were, or, without their folders, into another. */
  fetch(artifact: string, folder?: string): void {
    const kept = this.path('artifacts', artifact);
    for (const entry of existsSync(kept) ? readdirSync(kept, { recursive: true, encoding: 'utf8' }) : []) {
      const target = folder === undefined ? this.path(entry) : this.path(folder, basename(entry));
      if (statSync(join(kept, entry)).isFile()) cpSync(join(kept, entry), target);
    }
  }

  /** A job begins with what is in the repository. */
  clean(): void {
    for (const left of ['cdktf.out', 'plan.txt', 'approved', 'approved.txt', 'comment.md', 'github-env']) {
      rmSync(this.path(left), { recursive: true, force: true });
    }
  }

  remove(): void {
    this.sts.close();
    this.project.remove();
  }

  private fake(name: string, script: string): void {
    mkdirSync(this.path('bin'), { recursive: true });
    writeFileSync(this.path('bin', name), `#!/bin/sh\n${script}\n`);
    chmodSync(this.path('bin', name), 0o755);
  }
}
