import { isBelow } from './mounts';
import { run } from './run';

/** Puts a loop device before a file. @returns for example `/dev/loop7` */
export async function attachLoop(file: string, ...options: string[]): Promise<string> {
  return (await run('losetup', ['--find', '--show', ...options, file])).stdout.trim();
}

/** Loop devices whose file is in a folder. */
export async function loopsBelow(folder: string): Promise<string[]> {
  const { stdout } = await run('losetup', ['--list', '--noheadings', '--raw', '--output', 'NAME,BACK-FILE']);
  return stdout
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, file = '']) => isBelow(file.replaceAll('\\x20', ' '), folder))
    .map(([name = '']) => name);
}
