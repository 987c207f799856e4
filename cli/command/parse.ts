import { Command as Parser, CommanderError, Option as ParserOption } from 'commander';
import type { Command } from './definition';
import { helpAfter, WIDTH } from './help';
import type { Options } from './options';
import { UsageError } from './usage-error';

export const PROGRAM = 'npx kafka-link';

/** What a person asks for: help, or options and words. */
export type Parsed =
  { readonly help: string } | { readonly options: Record<string, unknown>; readonly args: readonly string[] };

/** Reads the arguments of a command. @throws UsageError with everything that is wrong about them */
export function parse(command: Command, args: readonly string[]): Parsed {
  const parser = parserOf(command, `${PROGRAM} ${command.name}`);
  try {
    parser.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return { help: helpOf(parser) };
    throw new UsageError(sentence(error));
  }
  const words = parser.args;
  const { options, problems } = read(command.options, parser.opts());
  const most = command.takes.most ?? Infinity;
  const [, needed] = /^<(.+?)(?:\.\.\.)?>$/.exec(command.takes.syntax) ?? [];
  if (needed !== undefined && words.length === 0) problems.unshift(`missing argument: ${needed}`);
  if (words.length > most) problems.push(`unexpected argument: ${words.slice(most).join(', ')}`);
  if (problems.length === 0) problems.push(...(command.check?.(options as never, words) ?? []));
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return { options, args: words };
}

/** The parser of a command, which also writes its help. */
export function parserOf({ name, text, summary, takes, options, passes, ...rest }: Command, title = name) {
  const parser = new Parser(title)
    .summary(summary)
    .description([summary, text].filter(Boolean).join('\n\n'))
    .usage(usage(options, takes.syntax))
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', helpAfter(rest))
    .allowExcessArguments()
    .passThroughOptions(passes ?? false)
    .configureHelp({ helpWidth: WIDTH })
    .exitOverride()
    .configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  // What is missing is reported together with all else, not by the parser alone.
  if (takes.syntax !== '') parser.argument(takes.syntax.replace(/^<(.*)>$/, '[$1]'), takes.text);
  for (const [key, option] of Object.entries(options)) {
    const long = `--${kebab(key)}${option.placeholder === undefined ? '' : ` <${option.placeholder}>`}`;
    const own = new ParserOption(option.short ? `-${option.short}, ${long}` : long, option.text);
    if (option.byDefault !== undefined) own.default(option.byDefault, option.byDefault);
    if (option.repeatable) own.argParser<string[]>((given, before) => [...(before ?? []), given]);
    parser.addOption(own);
  }
  return parser;
}

/** Every option that a command takes, such as `--json`. */
export const optionNames = ({ options }: Command): string[] => [
  '--help',
  ...Object.keys(options).map((key) => `--${kebab(key)}`),
];

/** The whole help, which `helpInformation` alone leaves without examples. */
export function helpOf(parser: Parser): string {
  let text = '';
  parser.configureOutput({ writeOut: (more) => (text += more) }).outputHelp();
  return text;
}

function usage(options: Options, syntax: string): string {
  const entries = Object.entries(options);
  const needed = entries.flatMap(([key, { needed, placeholder }]) =>
    needed ? [`--${kebab(key)} <${placeholder}>`] : [],
  );
  return [...needed, '[options]', syntax].join(' ').trim();
}

function read(options: Options, given: Record<string, unknown>) {
  const problems: string[] = [];
  const set: Record<string, unknown> = {};
  for (const [key, option] of Object.entries(options)) {
    try {
      // To the parser `--no-install` is `install`, which is true by default.
      const [, positive] = /^no([A-Z].*)$/.exec(key) ?? [];
      const raw = positive === undefined ? given[key] : given[positive.toLowerCase()] === false;
      set[key] = option.read(raw);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(...error.message.split('\n').map((line) => `--${kebab(key)} ${line}`));
    }
  }
  return { options: set, problems };
}

const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `error: unknown option '--jsn'\n(Did you mean --json?)` in one line. */
export function sentence({ message }: CommanderError): string {
  return message.replace(/^error: /, '').replace(/\n\(Did you mean (.*)\?\)$/s, '; did you mean $1?');
}
