import type { Server, ServerCredentials } from '@grpc/grpc-js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The longest path that a socket may have, with room for the name of the file. */
const LONGEST_DIRECTORY = 80;

/** A socket in its own folder that only this user can enter. */
export interface Socket {
  path: string;
  remove(): void;
}

/** Binds a server to a new socket. */
export async function listen(server: Server, credentials: ServerCredentials): Promise<Socket> {
  const parent = tmpdir().length > LONGEST_DIRECTORY ? '/tmp' : tmpdir();
  const directory = mkdtempSync(join(parent, 'rehearsal-'));
  const path = join(directory, 'provider');
  const remove = () => {
    rmSync(directory, { recursive: true, force: true });
  };
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${path}`, credentials, (problem) => {
      if (problem) reject(problem);
      else resolve();
    });
  });
  return { path, remove };
}
