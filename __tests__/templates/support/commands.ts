const NOT_COMMANDS = new Set(
  `if then else elif fi for do done while until case esac in function select
   local export set trap exit return break continue shift exec true false test printf echo read command source
   type umask unset declare readonly wait`.split(/\s+/),
);

/** Commands that run the command after their own options. */
const WRAPPERS = new Set(['exec', 'env', 'runuser', 'timeout', 'systemd-run']);

/** Names of the programs that a bash script of ours calls at the beginning of a command; no parser, but enough for our style. */
export function externalCommands(script: string): string[] {
  const functions = [...script.matchAll(/^(\w+)\(\)/gm)].map(([, name]) => name);
  const known = (word: string) => NOT_COMMANDS.has(word) || functions.includes(word);
  const words = commandsOf(script).map((words) => words[0] ?? '');
  return [...new Set(words.filter((word) => /^[a-z][\w.-]*$/.test(word) && !known(word)))].sort();
}

/** Options that a script gives to some of these programs, each as "program --option" or "program -o". */
export function commandOptions(script: string, programs: ReadonlySet<string>): string[] {
  const found = commandsOf(script).flatMap((words) => {
    let program = words.find((word) => !/^\w+=/.test(word)) ?? '';
    let ended = false;
    return words.flatMap((word) => {
      if (WRAPPERS.has(program) && programs.has(word)) {
        program = word;
        ended = false;
      }
      // What follows the command of a wrapper, or the options of another program, is not its own.
      if (WRAPPERS.has(program) ? word.startsWith('""') : word === '--') ended = true;
      if (!programs.has(program) || ended) return [];
      const long = /^(--[a-z][\w-]*)/.exec(word)?.[1];
      if (long) return [`${program} ${long}`];
      const short = /^-([A-Za-z]+)/.exec(word)?.[1] ?? '';
      return [...short].map((letter) => `${program} -${letter}`);
    });
  });
  return [...new Set(found)].sort();
}

/** The words of each command. */
function commandsOf(script: string): string[][] {
  const pieces = piecesOf(
    script
      .replace(/^\s*#.*$/gm, '')
      .replace(/\s#\s.*$/gm, '')
      .replace(/\\\n/g, ' ')
      .replace(/'[^']*'/g, "''")
      .replace(/\(\([^\n]*?\)\)/g, '0')
      .replace(/^\s*[\w| *]+\)(?=\s|$)/gm, ''),
  );
  return pieces
    .flatMap((piece) =>
      piece.replace(/"[^"]*"/g, '""').split(/\n|;|\|+|&&|[{}!()]|\b(?:if|then|else|elif|do|while|until)\s/),
    )
    .map((part) => part.trim().split(/\s+/));
}

/** The script without its command substitutions, and each of them on its own. */
function piecesOf(text: string): string[] {
  const inner = /\$\(([^()]*)\)/.exec(text);
  if (!inner) return [text];
  return [inner[1] ?? '', ...piecesOf(text.replace(inner[0], 'X'))];
}
