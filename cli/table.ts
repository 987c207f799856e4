import { Command as Parser, CommanderError } from 'commander';
import { version } from '../package.json';
import { WIDTH } from './command/help';
import { helpOf, parserOf, PROGRAM, sentence } from './command/parse';
import { report } from './command/report';
import { UsageError } from './command/usage-error';
import schema from './contribute/schema';
import { withContributors } from './groups';

/** All commands of `kafka-link`, in the order of their use. */
export const TABLE = withContributors(schema);

/** Answers what no command answers: `--help`, `--version`, `help NAME` and commands that do not exist. @returns the exit code */
export function answer(args: readonly string[]): number {
  const program = programOf();
  try {
    program.parse(args, { from: 'user' });
    throw new UsageError('name a command'); // `program` has parsed a known command, which the bin runs by itself
  } catch (error) {
    if (!(error instanceof CommanderError)) return report(error);
    if (error.code === 'commander.version') process.stdout.write(`${version}\n`);
    else if (args.length === 0) process.stderr.write(helpOf(programOf()));
    else if (/^commander\.help/.test(error.code)) process.stdout.write(helpFor(program, args));
    else return report(new UsageError(sentence(error)));
    return args.length === 0 ? 2 : 0;
  }
}

function programOf(): Parser {
  const program = new Parser(PROGRAM)
    .description('Reaches self-hosted Kafka on Alibaba Cloud from TiDB Cloud, privately over PrivateLink.')
    .usage('<command> [options] [arguments]')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .enablePositionalOptions()
    .configureHelp({ helpWidth: WIDTH, subcommandTerm: (one) => one.name() })
    .exitOverride()
    .configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  for (const { title, commands } of TABLE) {
    for (const one of commands) program.addCommand(parserOf(one).helpGroup(`${title}:`));
  }
  return program;
}

/** `NAME --help`, `help NAME` and `--help` of the program. */
function helpFor(program: Parser, args: readonly string[]): string {
  return helpOf(program.commands.find((one) => args.includes(one.name())) ?? program);
}
