'use strict';
// node served.js CA_FILE SERVER_NAME HOST:PORT …: asks each by TLS for its certificate, as a client that wants that name
// and trusts those CAs. Prints a line for each: the certificate's fingerprint, or why it is refused.

const { readFileSync } = require('node:fs');
const { connect } = require('node:tls');

const [caFile, servername, ...servers] = process.argv.slice(2);
const ca = readFileSync(caFile);

function ask(server) {
  const [host, port] = server.split(':');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), servername, ca, timeout: 10_000 });
    const done = (line) => {
      socket.destroy();
      resolve(line);
    };
    socket.on('secureConnect', () => done(socket.getPeerCertificate().fingerprint256));
    socket.on('timeout', () => done('no answer'));
    socket.on('error', (error) => done(error.code ?? error.message));
  });
}

Promise.all(servers.map(ask)).then((lines) => process.stdout.write(`${lines.join('\n')}\n`));
