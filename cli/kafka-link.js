#!/usr/bin/env node
'use strict';
// The program `kafka-link`. Its first argument chooses what is bundled and run, so that a command starts with its own code
// alone; help and everything that is no command comes from the table of all.

const fs = require('node:fs');
const path = require('node:path');
const { run } = require('./run.js');

const FOLDERS = ['make', 'connect', 'look', 'rehearse', 'contribute'];

/** The entry of a command, which is the file of its name in one of the folders. */
function entryOf(name) {
  if (!/^[a-z][a-z-]*$/.test(name)) return undefined;
  const folder = FOLDERS.find((one) => fs.existsSync(path.join(__dirname, one, `${name}.ts`)));
  if (folder === undefined) return undefined;
  const text = `import { main } from './cli/command';\nimport command from './cli/${folder}/${name}';\nvoid main(command);\n`;
  return { name, text };
}

const TABLE = {
  name: 'kafka-link',
  text: "import { guardOutput } from './cli/command/output';\nimport { answer } from './cli/table';\nguardOutput();\nprocess.exitCode = answer(process.argv.slice(2));\n",
  shallow: true,
};

const [name = '', ...args] = process.argv.slice(2);
const asksForHelp = args[0] === '--help' || args[0] === '-h';
const entry = asksForHelp ? undefined : entryOf(name);
void (entry ? run(entry, args) : run(TABLE, process.argv.slice(2)));
