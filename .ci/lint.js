'use strict';

// ESLint, Prettier and the compiler at once: each uses one core and keeps what it has seen below node_modules/.cache.
const { spawn } = require('node:child_process');
const { join, resolve } = require('node:path');

const root = resolve(__dirname, '..');
const cache = join(root, 'node_modules/.cache');

const LINTERS = {
  'eslint/bin/eslint.js': [
    '--cache',
    '--cache-strategy',
    'content',
    '--cache-location',
    join(cache, 'eslint/'),
    '.',
  ],
  'prettier/bin/prettier.cjs': ['--check', '--log-level', 'warn', '--cache', '.'],
  'typescript/bin/tsc': ['--noEmit'],
};

for (const [program, args] of Object.entries(LINTERS)) {
  const command = [join(root, 'node_modules', program), ...args];
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => said.push(data));
  child.on('close', (code) => {
    process.stdout.write(Buffer.concat(said));
    if (code !== 0) process.exitCode = 1;
  });
}
