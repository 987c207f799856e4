import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from '../common/run';

/** An archive as the hosts download it. */
export interface AssembledArchive {
  path: string;
  fileName: string;
  sha256: string;
}

/** How to make an archive with one top folder. */
export interface Recipe {
  fileName: string;
  topFolder: string;
  /** Everything that the content depends on: a changed recipe is another archive. */
  ingredients: string;
  /** Fills the top folder; `scratch` is beside it and goes away. */
  fill(topFolder: string, scratch: string): Promise<void>;
}

/** Assembles an archive, or takes the one that an earlier call has left in the cache. */
export async function cached(cacheDir: string, recipe: Recipe): Promise<AssembledArchive> {
  const { fileName } = recipe;
  const base = join(cacheDir, 'archives');
  const key = createHash('sha256').update(recipe.ingredients).digest('hex').slice(0, 12);
  const folder = join(base, `${fileName.replace(/\.(tgz|tar\.gz)$/, '')}-${key}`);
  if (!existsSync(folder)) {
    mkdirSync(base, { recursive: true });
    await assemble(base, folder, recipe);
  }
  const path = join(folder, fileName);
  return { path, fileName, sha256: await sha256(path) };
}

/** The folder appears under its name only when it is complete, whoever else assembles the same at the same time. */
async function assemble(base: string, folder: string, recipe: Recipe): Promise<void> {
  const work = mkdtempSync(join(base, '.work-'));
  try {
    const done = join(work, 'done');
    const scratch = join(work, 'scratch');
    mkdirSync(join(work, recipe.topFolder));
    mkdirSync(done);
    mkdirSync(scratch);
    await recipe.fill(join(work, recipe.topFolder), scratch);
    await pack(work, recipe.topFolder, join(done, recipe.fileName));
    try {
      renameSync(done, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error; // somebody else was faster
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The same content gives the same bytes. Jars are compressed already, so speed matters more than size. */
async function pack(work: string, topFolder: string, file: string): Promise<void> {
  const owner = ['--owner=0', '--group=0', '--numeric-owner', '--mode=u+rwX,go+rX,go-w'];
  const program = '--use-compress-program=gzip -n -1';
  const args = ['--sort=name', '--mtime=@0', ...owner, program, '-C', work, '-cf', file, topFolder];
  await run('tar', args, { timeoutSec: 120 });
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
