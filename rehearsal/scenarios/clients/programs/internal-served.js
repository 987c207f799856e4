'use strict';
// node internal-served.js HOST:PORT …: asks each by mutual TLS for its versions, as a Kafka client does. Standard input is
// a JSON object: "ca", which it trusts, and "own", its private key and certificate, if it shows any. Prints a line for
// each: the server's fingerprint, once it has answered, or why there is no answer.

const { readFileSync } = require('node:fs');
const { connect } = require('node:tls');

const { ca, own } = JSON.parse(readFileSync(0, 'utf8'));

/** ApiVersions, version 0. By TLS 1.3, a client that is refused learns of it only when it asks for something. */
const REQUEST = Buffer.from('0000000a0012000000000001ffff', 'hex');

function ask(server) {
  const [host, port] = server.split(':');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), ca, key: own, cert: own, timeout: 10_000 });
    const done = (line) => {
      socket.destroy();
      resolve(line);
    };
    socket.on('secureConnect', () => socket.write(REQUEST));
    socket.on('data', () => done(socket.getPeerCertificate().fingerprint256));
    socket.on('timeout', () => done('no answer'));
    socket.on('error', (error) => done(error.code ?? error.message));
    socket.on('close', () => done('closed'));
  });
}

Promise.all(process.argv.slice(2).map(ask)).then((lines) => process.stdout.write(`${lines.join('\n')}\n`));
