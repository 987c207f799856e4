import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from '../command';
import { helpOf, parserOf, PROGRAM } from '../command/parse';
import { withContributors } from '../groups';

const INTRODUCTION = `# Commands

Every command of \`kafka-link\`. \`npx kafka-link schema\` writes this page from what each command prints with \`--help\`.
Paths are relative to the folder that you are in. \`npx kafka-link --version\` prints the version.
`;

const ALIASES = `## Aliases of npm

\`npm start\`, \`npm run synth\`, \`npm run rehearse\` and \`npm run bench\` run the commands of these names. npm wants a \`--\` before
their options. The other scripts are for contributors:
`;

/** Scripts that run the tools of others. */
const TOOLS: Readonly<Record<string, string>> = {
  bindings:
    'builds the typed bindings of the provider from the pinned schema, offline; `npm ci` has done it already',
  'bindings:update':
    '`npm run bindings:update -- VERSION` pins the schema of another version of the provider, from a Terraform registry ([ADR 2](adr/0002-generated-bindings.md))',
  audit:
    'asks the npm registry for known vulnerabilities of the packages that the app runs with; not every mirror of the registry answers',
  prepare:
    'sets up the Git hooks of `.husky/`; `npm ci` has done it already, and it does nothing without Git or husky',
  lint: 'checks lint, format and types',
  format: 'formats the files of this project',
  test: 'lint and all tests that need no rehearsal; on Debian and Ubuntu, as root, it installs what they need',
  fuzz: 'checks 10,000 generated deployment files: the app refuses each with reasons, or plans it and writes valid Terraform',
  'test:cdktn':
    'tests a copy of this project on the fork of cdktf and compares the JSON ([ADR 13](adr/0013-the-way-to-the-fork.md)); needs the npm registry',
  'test:lab': "tests the rehearsal's own parts, on Linux as root; it installs what they need",
};

/** The reference of all commands, as Markdown; `schema` is the one for contributors. @throws Error naming each npm script that is not described here */
export function commandsText(schema: Command): string {
  const groups = withContributors(schema).map(({ title, commands }) =>
    [`## ${title}\n`, ...commands.map(sectionOf)].join('\n'),
  );
  return [INTRODUCTION, ...groups, ALIASES, ...toolLines(), ''].join('\n');
}

function sectionOf(command: Command): string {
  const help = helpOf(parserOf(command, `${PROGRAM} ${command.name}`));
  return `### \`${PROGRAM} ${command.name}\`\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\`\n`;
}

function toolLines(): string[] {
  const { scripts } = JSON.parse(readFileSync(resolve(__dirname, '../../package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const tools = Object.entries(scripts).flatMap(([name, line]) =>
    line.startsWith('node cli/alias.js ') ? [] : [name],
  );
  const unknown = tools.filter((name) => !(name in TOOLS));
  if (unknown.length > 0) throw new Error(`describe these npm scripts: ${unknown.join(', ')}`);
  return tools.map((name) => `- \`npm ${name === 'test' ? '' : 'run '}${name}\`: ${TOOLS[name]}`);
}
