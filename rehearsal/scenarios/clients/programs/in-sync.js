'use strict';
// node in-sync.js HOST:PORT NODE: asks a broker ten times a second how NODE is. Prints "ready" once everything that
// NODE holds is in sync, and ends with "back" once that is so again after it was not.

const { connect } = require('node:net');

const [server, node] = process.argv.slice(2);
const id = Number(node);

/** Metadata, version 1, of all topics. */
const REQUEST = Buffer.from('0000000e0003000100000001ffffffffffff', 'hex');

let wasReady = false;
let wasAway = false;

/** Connects again whenever the connection ends: the load balancer ends some while it learns that a broker is back. */
function ask() {
  const [host, port] = server.split(':');
  const socket = connect({ host, port: Number(port) });
  let received = Buffer.alloc(0);
  socket.on('connect', () => socket.write(REQUEST));
  socket.on('data', (data) => {
    received = Buffer.concat([received, data]);
    if (received.length < 4 || received.length < 4 + received.readInt32BE(0)) return;
    see(holdsAllInSync(received));
    received = Buffer.alloc(0);
    setTimeout(() => socket.write(REQUEST), 100);
  });
  socket.on('error', (error) => process.stderr.write(`${server}: ${error.message}\n`));
  socket.on('close', () => setTimeout(ask, 100));
}

function see(inSync) {
  if (inSync && wasAway) {
    process.stdout.write('back\n');
    process.exit(0);
  }
  if (inSync && !wasReady) process.stdout.write('ready\n');
  wasReady ||= inSync;
  wasAway ||= wasReady && !inSync;
}

function holdsAllInSync(answer) {
  let at = 8; // length and correlation
  const int32 = () => answer.readInt32BE((at += 4) - 4);
  const int16 = () => answer.readInt16BE((at += 2) - 2);
  const skip = (bytes) => (at += bytes);
  const string = () => skip(Math.max(0, int16()));
  const each = (read) => Array.from({ length: int32() }, read);
  const brokers = each(() => {
    const broker = int32();
    string(); // host
    int32(); // port
    string(); // rack
    return broker;
  });
  int32(); // controller
  const lacking = each(() => {
    int16(); // error
    string(); // name
    skip(1); // internal
    return each(() => {
      int16(); // error
      skip(8); // partition, leader
      const replicas = each(int32);
      const isr = each(int32);
      return replicas.includes(id) && !isr.includes(id);
    });
  });
  return brokers.includes(id) && !lacking.flat().includes(true);
}

ask();
