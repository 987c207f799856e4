'use strict';
// node web-server.js FOLDER LOG: the files of a folder by HTTP; says `ready` in its log, then each request.

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const [folder, log] = process.argv.slice(2);
const say = (line) => fs.appendFileSync(log, `${line}\n`);

function find(url) {
  const file = path.join(
    folder,
    path.posix.normalize(decodeURIComponent(new URL(url, 'http://lab').pathname)),
  );
  return fs.existsSync(file) && fs.statSync(file).isFile() ? file : undefined;
}

const server = http.createServer((request, response) => {
  const file = find(request.url);
  say(`${request.socket.remoteAddress} ${request.method} ${request.url} ${file ? 200 : 404}`);
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, { 'content-length': fs.statSync(file).size });
  if (request.method === 'HEAD') return response.end();
  return fs.createReadStream(file).pipe(response);
});
server.listen(80, '0.0.0.0', () => say('ready'));
