import { createServer, type TLSSocket } from 'node:tls';
import { Reader, Writer } from '../../../doctor/kafka/bytes';

/** A listener that admits only who has a certificate of a CA, and answers as node 1 does. */
export interface TlsBroker {
  readonly endpoint: { readonly host: string; readonly port: number };
  close(): void;
}

/** @param own private key and certificate, as PEM. @param ca whose clients are admitted */
export async function tlsBroker(own: string, ca: string): Promise<TlsBroker> {
  const sockets = new Set<TLSSocket>();
  const options = { key: own, cert: own, ca, requestCert: true, rejectUnauthorized: true };
  const server = createServer(options, (socket) => {
    sockets.add(socket.on('error', () => socket.destroy()));
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) {
        const end = 4 + received.readInt32BE(0);
        socket.write(answer(new Reader(received.subarray(4, end))));
        received = received.subarray(end);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as { port: number };
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { endpoint: { host: '127.0.0.1', port }, close };
}

function answer(request: Reader): Buffer {
  const key = request.int16();
  request.int16(); // version
  const body = new Writer().int32(request.int32()); // the same correlation
  if (key === 3) metadata(body);
  else if (key === 32) configs(request, body);
  else body.int8(0).int16(35); // there is no quorum to ask for
  const bytes = body.bytes();
  return Buffer.concat([new Writer().int32(bytes.length).bytes(), bytes]);
}

function metadata(body: Writer): void {
  body.int32(0).int32(1).int32(1).string('b1.example').int32(9092).string('');
  body.string('a-cluster').int32(1).int32(0);
}

/** A broker tells only its own settings. */
function configs(request: Reader, body: Writer): void {
  request.string(); // who asks
  const asked = request.array(() => {
    request.int8();
    const name = request.string();
    return { name, setting: request.array(request.string)[0] ?? '' };
  });
  body.int32(0).int32(asked.length);
  for (const { name, setting } of asked) {
    body
      .int16(name === '1' ? 0 : 42)
      .string('')
      .int8(4)
      .string(name);
    body.int32(1).string(setting).string(`${setting} of 1`).int8(0).int8(0).int8(0).int32(0);
  }
}
