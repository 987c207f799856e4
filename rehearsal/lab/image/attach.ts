import { copyFileSync, existsSync, linkSync } from 'node:fs';
import { join } from 'node:path';
import { attachLoop } from '../common';

/** A device of the image for all hosts of a lab, so the machine keeps what they read of it in memory once. */
export async function attachImage(file: string, dir: string): Promise<string> {
  const own = join(dir, 'image.ext4');
  if (!existsSync(own)) {
    // In the lab's folder, so that the device is found, and goes, with the lab.
    try {
      linkSync(file, own);
    } catch {
      copyFileSync(file, own);
    }
  }
  return attachLoop(own, '--read-only');
}
