import { spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { X509Certificate } from 'node:crypto';
import { Authority } from '../../../rehearsal/scenarios/secrets/authority';
import { PROGRAMS } from '../../../rehearsal/scenarios/clients/java-client';
import { refusedWith } from '../../../rehearsal/scenarios/catalogue/internal-tls/strangers';

/** What the program says of a server on this machine. */
function served(port: number, identity: { ca: string; own?: string }): Promise<string> {
  const program = spawn(process.execPath, [join(PROGRAMS, 'internal-served.js'), `localhost:${port}`]);
  program.stdin.end(JSON.stringify(identity));
  let said = '';
  program.stdout.on('data', (text) => (said += String(text)));
  return new Promise((resolve) => program.on('close', () => resolve(said.trim())));
}

test('a fingerprint is for who is let in, and all others have a reason', async () => {
  const [own, other] = await Promise.all([Authority.create('Own'), Authority.create('Other')]);
  const { chain, key } = await own.issue(['localhost']);
  const options = { key, cert: chain, ca: own.root, requestCert: true, rejectUnauthorized: true };
  const server = createServer(options, (socket) => socket.on('data', () => socket.end('versions')));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  const pem = async (by: Authority) => {
    const issued = await by.issue(['client']);
    return issued.key + issued.chain;
  };
  try {
    const letIn = await served(port, { ca: own.root, own: await pem(own) });
    expect(letIn).toBe(new X509Certificate(chain).fingerprint256);
    const nobody = await served(port, { ca: own.root });
    const stranger = await served(port, { ca: own.root, own: await pem(other) });
    expect(() => refusedWith([nobody, stranger])).not.toThrow();
    expect(() => refusedWith([nobody, letIn])).toThrow(letIn);
    // Who does not trust the server has not been refused by it.
    const distrusts = await served(port, { ca: other.root, own: await pem(own) });
    expect(() => refusedWith([distrusts])).toThrow('not refused');
    expect(() => refusedWith([])).toThrow('not refused');
  } finally {
    server.close();
  }
});
