import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

const INTRODUCTION = `# Commands

Every \`npm run\` command of this project. Written by \`npm run schema\` from what each prints with \`--help\`. Options stand
behind a \`--\` of their own, as npm wants it.
`;

/** Scripts that run tools of others, which have no usage of ours. */
const TOOLS: Readonly<Record<string, string>> = {
  bindings:
    'Builds the typed bindings of the provider from the pinned schema, offline; `npm ci` has done it already.',
  'bindings:update':
    '`npm run bindings:update -- VERSION` pins the schema of another version of the provider, from a Terraform registry ([ADR 2](adr/0002-generated-bindings.md)).',
  audit:
    'Asks the npm registry for known vulnerabilities of the packages that the app runs with; not every mirror of the registry answers.',
  lint: 'Lint, format and types of this project.',
  format: "Formats this project's files.",
  test: 'Lint and all tests that need no rehearsal; on Debian and Ubuntu, as root, installs what they take.',
  fuzz: 'Judges 10,000 generated deployment files: each is refused with reasons, or becomes a sound plan and valid Terraform.',
  'test:cdktn':
    'Tests a copy of this project on the fork of cdktf and compares the JSON ([ADR 13](adr/0013-the-way-to-the-fork.md)); takes the npm registry.',
  'test:lab': "Tests of the rehearsal's own parts, on Linux as root; installs what they take.",
};

/**
 * The reference of all commands, as Markdown.
 *
 * @throws Error naming each script that neither tells its usage nor is described here
 */
export function commandsText(): string {
  const { scripts } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const sections = Object.entries(scripts).map(([name, command]) => ({
    name,
    text: describe(name, command),
  }));
  const silent = sections.filter(({ text }) => text === undefined).map(({ name }) => name);
  if (silent.length > 0) {
    throw new Error(`answer --help with a usage that begins with the command: ${silent.join(', ')}`);
  }
  const title = (name: string) => (name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`);
  return [INTRODUCTION, ...sections.map(({ name, text }) => `## \`${title(name)}\`\n\n${text}\n`)].join('\n');
}

/** `describe('cluster-id', 'node cli/run.js cli/cluster-id.ts')` is what that prints with `--help`. */
function describe(name: string, command: string): string | undefined {
  const program = /^node (cli\/run\.js cli\/\S+\.ts)$/.exec(command)?.[1];
  if (program === undefined) return TOOLS[name];
  const { stdout } = spawnSync(process.execPath, [...program.split(' '), '--help'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000, // a command that takes --help for something else must not go on for ever
  });
  const begins = [
    `npm run ${name}\n`,
    `npm run ${name} --`,
    `npm run --silent ${name} --`,
    `npm ${name} --`,
  ].some((text) => stdout.startsWith(text));
  return begins ? `\`\`\`text\n${stdout.trimEnd()}\n\`\`\`` : undefined;
}
