import { ServerCredentials } from '@grpc/grpc-js';
import { X509Certificate } from 'node:crypto';
import { addProvider, addShutdown, newServer } from './grpc';
import type { Identity } from './identity';
import { listen } from './listen';
import type { ProviderService } from './messages';

/** The value by which a plugin knows that Terraform started it. It guards against mistakes, it is no secret. */
const MAGIC_COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

/** How often a process looks whether Terraform is still there. */
const WATCH_INTERVAL_MS = 1000;

/** Serves a provider to the Terraform that started this process, until it is told to end. */
export async function runPlugin(service: ProviderService, identity: Identity): Promise<void> {
  const { TF_PLUGIN_MAGIC_COOKIE: cookie, PLUGIN_CLIENT_CERT: client } = process.env;
  if (cookie !== MAGIC_COOKIE || client === undefined) {
    throw new Error(
      'This is a simulated Terraform provider: Terraform starts it, so do not run it yourself.',
    );
  }
  const server = newServer();
  addProvider(server, service);
  addShutdown(server, () => server.tryShutdown(end));
  const socket = await listen(server, credentials(identity, client));
  process.once('exit', socket.remove);
  // An interrupt reaches the whole process group; Terraform decides what it means and tells its plugins.
  process.on('SIGINT', () => undefined);
  endWithParent();
  process.stdout.write(`1|5|unix|${socket.path}|grpc|${withoutPadding(identity.certificate)}\n`);
}

/** Both sides have to show the certificate that they told the other. */
function credentials({ key, certificate }: Identity, client: string): ServerCredentials {
  const pair = { private_key: Buffer.from(key), cert_chain: Buffer.from(certificate) };
  return ServerCredentials.createSsl(Buffer.from(client), [pair], true);
}

function withoutPadding(certificate: string): string {
  return new X509Certificate(certificate).raw.toString('base64').replace(/=+$/, '');
}

/** A Terraform that was killed cannot end its plugins; they notice that they were orphaned. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, WATCH_INTERVAL_MS).unref();
}

function end(): void {
  process.exit(0);
}
