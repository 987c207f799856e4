/** What the operating system refuses, and what to do about it, by its code. */
const REASONS: Readonly<Record<string, readonly [reason: string, fix: string]>> = {
  EACCES: ['permission denied', 'change its owner or mode, or use another folder'],
  EPERM: ['not permitted', 'change its owner or mode, or use another folder'],
  EROFS: ['its file system is read-only', 'use another folder'],
  ENOENT: ['there is no such file or folder', 'correct the path, or create it'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'move that file away'],
  EEXIST: ['it exists already', 'move it away'],
  EISDIR: ['it is a folder, not a file', 'name a file'],
  ENOTEMPTY: ['the folder is not empty', 'move its files away'],
  ENOSPC: ['no space is left on the disk', 'free some, then run the command again'],
  EDQUOT: ['your disk quota is used up', 'free some space, then run the command again'],
  EMFILE: ['too many files are open', 'raise the limit: ulimit -n'],
  ELOOP: ['its symbolic links form a circle', 'correct them'],
  ENAMETOOLONG: ['the name is too long', 'use a shorter one'],
  ETXTBSY: ['another program is running it', 'wait for its end'],
};

/** @returns a sentence about an error of the operating system; undefined when it is none, or one of our own making */
export function describeSystemError(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const { code, path, syscall, message } = error as NodeJS.ErrnoException;
  if (syscall?.startsWith('spawn ')) return describeSpawn(code, syscall.slice('spawn '.length));
  const [reason, fix] = REASONS[code ?? ''] ?? [];
  if (reason !== undefined) return `${path ?? syscall ?? 'a file'}: ${reason}; ${fix}`;
  if (code === 'MODULE_NOT_FOUND') return describeModule(message);
  return undefined;
}

function describeSpawn(code: string | undefined, program: string): string {
  return code === 'ENOENT'
    ? `${program} is not on PATH; install it`
    : `${program} cannot be run: ${REASONS[code ?? '']?.[0] ?? code}`;
}

/** Only the first line: the others are a stack. */
function describeModule(message: string): string {
  const name = /Cannot find module '([^']+)'/.exec(message)?.[1] ?? 'one';
  return `this command needs a package that is not installed: ${name}; install it with: npm ci`;
}
