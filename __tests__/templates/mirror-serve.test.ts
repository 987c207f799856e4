import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from '../../templates/rendering/engine';
import { MirrorServer } from './support/mirror-server';
import { runTool } from './support/tools';

const ARCHIVE = Buffer.alloc(3_000_000, 'archive ');

jest.setTimeout(60_000);

let server: MirrorServer;
beforeEach(() => {
  server = new MirrorServer();
  put('kafka_2.13-3.7.1.tgz', ARCHIVE);
});
afterEach(() => server.stop());

const put = (name: string, content: string | Buffer) => writeFileSync(join(server.folder, name), content);

test('an archive is served as it is, with its size', async () => {
  await server.start();
  const { status, head, body } = await server.request('/kafka_2.13-3.7.1.tgz');
  expect(status).toBe(200);
  expect(head).toContain(`Content-Length: ${ARCHIVE.length}`);
  expect(body.equals(ARCHIVE)).toBe(true);
});

test('HEAD names the size and sends nothing', async () => {
  await server.start();
  const { status, head, body } = await server.request('/kafka_2.13-3.7.1.tgz', 'HEAD');
  expect(status).toBe(200);
  expect(head).toContain(`Content-Length: ${ARCHIVE.length}`);
  expect(body).toHaveLength(0);
});

test('names with signs are those of the URL, not decoded', async () => {
  put('jdk-21%2B7~ea+1.tar.gz', 'jdk');
  put('download?file=agent-1.jar', 'jar');
  await server.start();
  expect((await server.request('/jdk-21%2B7~ea+1.tar.gz')).body.toString()).toBe('jdk');
  expect((await server.request('/download?file=agent-1.jar')).body.toString()).toBe('jar');
});

test('idle connections and slow readers hold up no download', async () => {
  await server.start();
  for (let i = 0; i < 10; i++) await server.open();
  const slow = await server.open();
  slow.pause();
  slow.write('GET /kafka_2.13-3.7.1.tgz HTTP/1.0\r\n\r\n');
  expect((await server.request('/kafka_2.13-3.7.1.tgz')).body.equals(ARCHIVE)).toBe(true);
});

test('an idle connection is closed, so that those who wait for a free one get it', async () => {
  await server.start((program) =>
    program.replace('IDLE_SECONDS = 20', 'IDLE_SECONDS = 0.2').replace('CONNECTIONS = 64', 'CONNECTIONS = 2'),
  );
  const idle = [await server.open(), await server.open(), await server.open()];
  const closed = idle.map(
    (socket) => socket.closed || new Promise((resolve) => socket.resume().once('close', resolve)),
  );
  expect((await server.request('/kafka_2.13-3.7.1.tgz')).status).toBe(200);
  await Promise.all(closed);
});

describe('nothing else is served', () => {
  const outside = () => `${server.folder.split('/').at(-1) ?? ''}-outside.tgz`;

  test.each([
    '/',
    '.',
    '/.',
    '/..',
    '/../etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '//etc/passwd',
    '/sub/inner.tgz',
    '/sub%2finner.tgz',
    '/sub',
    '/sub/',
    '/dir.tgz',
    '/link.tgz',
    '/.hidden.tgz',
    '/kafka_2.13-3.7.1.tgz/',
    '/kafka_2.13-3.7.1.tgz.part',
    '/kafka_2.13-3.7.1.tgz?x=1',
    '/notes.txt',
    'http://127.0.0.1/notes.txt',
    '/missing.tgz',
  ])('%j', async (path) => {
    put('notes.txt', 'notes');
    put('.hidden.tgz', 'hidden');
    put('kafka_2.13-3.7.1.tgz.part', 'half');
    for (const folder of ['sub', 'dir.tgz']) mkdirSync(join(server.folder, folder));
    put('sub/inner.tgz', 'inner');
    symlinkSync('/etc/passwd', join(server.folder, 'link.tgz'));
    await server.start();
    const { status, body } = await server.request(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body.toString()).not.toMatch(/root:|notes|hidden|half|inner/);
  });

  test('a path outside, by any number of steps up', async () => {
    await server.start();
    writeFileSync(join(server.folder, '..', outside()), 'outside');
    for (const up of ['/../', '/..//', '/%2e%2e/', '/./../']) {
      expect((await server.request(`${up}${outside()}`)).status).toBe(404);
    }
    runTool('rm', 'coreutils', ['-f', join(server.folder, '..', outside())]);
  });

  test('a pipe, which would never end', async () => {
    runTool('mkfifo', 'coreutils', [join(server.folder, 'pipe.tgz')]);
    await server.start();
    expect((await server.request('/pipe.tgz')).status).toBe(404);
  });

  test('another method', async () => {
    await server.start();
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await server.request('/kafka_2.13-3.7.1.tgz', method)).status).toBe(501);
    }
  });
});

test('what a client sends writes no control characters into the journal', async () => {
  await server.start();
  await server.request('/\x1b[2J\x07x');
  expect(server.log).toContain('127.0.0.1');

  expect(server.log).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
});

test('the program uses nothing newer than Python 3.6, and keeps to 100 characters a line', () => {
  const program = render('bastion/kafka-mirror-serve.py', {});
  expect(program.split('\n').filter((line) => line.length > 100)).toEqual([]);
  const parse = 'import ast, sys; ast.parse(sys.argv[1], feature_version=(3, 6))';
  runTool('python3', 'python3', ['-c', parse, program]);
  // Of 3.7 and 3.9.
  expect(program).not.toMatch(
    /ThreadingHTTPServer|directory=|removeprefix|from __future__ import annotations/,
  );
});
