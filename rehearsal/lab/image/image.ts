import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { removeTree, run } from '../common';
import { debianMirror } from './mirror';
import { EMPTIED, FILES, LINKS, PACKAGES, REMOVED, SUITE } from './recipe';

/** Bounds the image; as a sparse file it takes no more room than its content. */
const SIZE = '2G';

/**
 * The base image of all hosts, a file with an ext4 file system; the first call builds it, in a minute or two.
 *
 * @param cache a folder that outlives labs
 * @returns the file, whose name changes when its recipe does
 */
export async function ensureImage(
  cache: string,
  report: (line: string) => void = () => undefined,
): Promise<string> {
  const recipe = JSON.stringify([SUITE, PACKAGES, FILES, LINKS, REMOVED, EMPTIED, SIZE]);
  const key = createHash('sha256').update(recipe).digest('hex').slice(0, 12);
  const folder = join(cache, 'image');
  const image = join(folder, `${SUITE}-${key}.ext4`);
  if (existsSync(image)) return image;
  mkdirSync(folder, { recursive: true });
  report(`building the base image of the hosts (Debian ${SUITE}), once`);
  const work = mkdtempSync(join(realpathSync(folder), '.work-'));
  try {
    const root = join(work, 'root');
    await bootstrap(root);
    await furnish(root);
    const draft = join(work, 'image.ext4');
    await run('mkfs.ext4', ['-q', '-O', '^has_journal', '-m', '0', '-d', root, draft, SIZE], {
      timeoutSec: 120,
    });
    renameSync(draft, image); // complete, or not there
  } finally {
    await removeTree(work);
  }
  return image;
}

/** debootstrap mounts proc in its target: in namespaces of its own, which end with it. */
async function bootstrap(root: string): Promise<void> {
  const mirror = debianMirror();
  const own = ['--mount', '--pid', '--fork', '--kill-child', '--propagation', 'private', '--mount-proc'];
  const debootstrap = ['debootstrap', '--variant=minbase', `--include=${PACKAGES.join(',')}`, SUITE, root];
  const command = [...debootstrap, ...(mirror === undefined ? [] : [mirror])];
  await run('unshare', [...own, '--', ...command], { timeoutSec: 900 });
}

async function furnish(root: string): Promise<void> {
  const contents = EMPTIED.flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  );
  const keys = readdirSync(join(root, 'etc/ssh')).filter((name) => name.startsWith('ssh_host_'));
  const doomed = [...REMOVED, ...contents, ...keys.map((name) => join('etc/ssh', name))];
  await run('rm', ['-rf', '--one-file-system', '--', ...doomed], { cwd: root });
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const [path, target] of Object.entries(LINKS)) symlinkSync(target, join(root, path));
}
