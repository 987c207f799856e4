import { Command as Parser, CommanderError } from 'commander';
import { version } from '../package.json';
import type { Command } from './command';
import { WIDTH } from './command/help';
import { helpOf, parserOf, PROGRAM, sentence } from './command/parse';
import { report } from './command/report';
import { UsageError } from './command/usage-error';
import clientTest from './connect/client-test';
import expose from './connect/expose';
import link from './connect/link';
import listeners from './connect/listeners';
import schema from './contribute/schema';
import doctor from './look/doctor';
import picture from './look/picture';
import sbom from './look/sbom';
import certificate from './make/certificate';
import clusterId from './make/cluster-id';
import hostKeys from './make/host-keys';
import internalCertificates from './make/internal-certificates';
import passwords from './make/passwords';
import synth from './make/synth';
import bench from './rehearse/bench';
import cloud from './rehearse/cloud';
import rehearse from './rehearse/rehearse';
import rehearseAll from './rehearse/rehearse-all';
import start from './rehearse/start';

/** Commands that belong together; those of `make` are in the folder make. */
export interface Group {
  readonly folder: string;
  readonly title: string;
  readonly commands: readonly Command[];
}

/** All commands of `kafka-link`, in the order of their use. */
export const TABLE: readonly Group[] = [
  {
    folder: 'make',
    title: 'Make',
    commands: [synth, clusterId, hostKeys, passwords, certificate, internalCertificates],
  },
  { folder: 'connect', title: 'Connect', commands: [link, expose, listeners, clientTest] },
  { folder: 'look', title: 'Look', commands: [doctor, picture, sbom] },
  { folder: 'rehearse', title: 'Rehearse', commands: [start, cloud, rehearse, rehearseAll, bench] },
  { folder: 'contribute', title: 'Contribute', commands: [schema] },
];

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
