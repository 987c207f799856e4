import { join, resolve } from 'node:path';

/** What lies where in the folder that keeps a simulated cloud, and everything that Terraform knows of it, between calls. */
export interface CloudFolder {
  dir: string;
  /** The cloud itself; its log lies beside it. */
  cloudFile: string;
  /** The simulated providers. */
  providers: string;
  /** What cdktf writes; Terraform's state lies in `state/` beside it. */
  outdir: string;
  /** Terraform's working folder. */
  stack: string;
  /** The home of commands that shall not see the user's. */
  home: string;
}

/** The folder of a deployment: `dir`, or a git-ignored one of the project. */
export function cloudFolder(dir: string | undefined, deployment: string): CloudFolder {
  const whole = resolve(dir ?? join('.cloud', deployment));
  const outdir = join(whole, 'cdktf.out');
  return {
    dir: whole,
    cloudFile: join(whole, 'cloud.json'),
    providers: join(whole, 'providers'),
    outdir,
    stack: join(outdir, 'stacks', deployment),
    home: join(whole, 'home'),
  };
}
