import { createRequire } from 'node:module';
import { join } from 'node:path';
import { UserError } from '../../domain/user-error';

/** npm packages of development that the simulated cloud is built from. */
const CLOUD = ['@grpc/grpc-js', '@msgpack/msgpack', 'protobufjs'];
/** And those of a rehearsal. */
const REHEARSAL = [...CLOUD, 'kafkajs'];

const NEEDED = { cloud: CLOUD, rehearsal: REHEARSAL };

/** What `npm ci --omit=dev` has left out of what a simulated cloud or a rehearsal needs. */
export function missingPackages(what: keyof typeof NEEDED): string[] {
  const { resolve } = createRequire(join(__dirname, 'packages.ts'));
  return NEEDED[what].filter((name) => {
    try {
      resolve(name);
      return false;
    } catch {
      return true;
    }
  });
}

/** @throws UserError naming what is missing */
export function requirePackages(what: keyof typeof NEEDED): void {
  const missing = missingPackages(what).join(', ');
  if (missing === '') return;
  const fix = 'install them with: npm ci';
  throw new UserError(`this command needs packages that are not installed: ${missing}; ${fix}`, 2);
}
