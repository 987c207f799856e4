import { existsSync, mkdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { attachLoop, run } from '../common';

/** Disks of a lab: sparse files, each behind a loop device. */
export class Disks {
  private readonly folder: string;

  constructor(dir: string) {
    this.folder = join(dir, 'disks');
    mkdirSync(this.folder, { recursive: true });
  }

  /** The device of a disk, which is made when it is not there. @returns for example `/dev/loop7` */
  async device(id: string, gib: number): Promise<string> {
    const file = this.file(id);
    if (!existsSync(file)) writeFileSync(file, '', { flag: 'wx' });
    const bytes = gib * 2 ** 30;
    const grown = statSync(file).size < bytes; // disks never shrink
    if (grown) truncateSync(file, bytes);
    const found = await this.find(file);
    if (found === undefined) return attachLoop(file);
    if (grown) await run('losetup', ['--set-capacity', found]);
    return found;
  }

  /** A disk with a file system that the cloud makes, as a system disk. */
  async formatted(id: string, gib: number): Promise<string> {
    const isNew = !existsSync(this.file(id));
    const device = await this.device(id, gib);
    if (isNew) await run('mkfs.ext4', ['-q', '-m', '0', '-O', '^has_journal', device]);
    return device;
  }

  /** Takes the device away and keeps what is on the disk. */
  async release(id: string): Promise<void> {
    const device = await this.find(this.file(id));
    if (device !== undefined) await run('losetup', ['--detach', device]);
  }

  /** Removes a disk with everything on it; a host that still uses it meets errors. */
  async delete(id: string): Promise<void> {
    const device = await this.find(this.file(id));
    if (device !== undefined) {
      truncateSync(this.file(id), 0);
      await run('losetup', ['--set-capacity', device]);
    }
    await this.release(id);
    rmSync(this.file(id), { force: true });
  }

  private async find(file: string): Promise<string | undefined> {
    if (!existsSync(file)) return undefined;
    const { stdout } = await run('losetup', ['--associated', file, '--noheadings', '--output', 'NAME']);
    return stdout.trim().split('\n')[0] || undefined;
  }

  private file(id: string): string {
    if (basename(id) !== id || !/^[\w-]+$/.test(id)) throw new Error(`'${id}' is no id of a disk`);
    return join(this.folder, `${id}.img`);
  }
}
