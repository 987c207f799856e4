const NOT_COMMANDS = new Set(
  `if then else elif fi for do done while until case esac in function select
   local export set trap exit return break continue shift exec true false test printf echo read command source
   type umask unset declare readonly wait`.split(/\s+/),
);

/** Names of the programs that a bash script of ours calls at the beginning of a command; no parser, but enough for our style. */
export function externalCommands(script: string): string[] {
  const functions = [...script.matchAll(/^(\w+)\(\)/gm)].map(([, name]) => name);
  const pieces = piecesOf(
    script
      .replace(/^\s*#.*$/gm, '')
      .replace(/\s#\s.*$/gm, '')
      .replace(/\\\n/g, ' ')
      .replace(/'[^']*'/g, "''")
      .replace(/\(\([^\n]*?\)\)/g, '0')
      .replace(/^\s*[\w| *]+\)(?=\s|$)/gm, ''),
  );
  const words = pieces.flatMap((piece) =>
    piece
      .replace(/"[^"]*"/g, '""')
      .split(/\n|;|\|+|&&|[{}!()]|\b(?:if|then|else|elif|do|while|until)\s/)
      .map((part) => part.trim().split(/\s/)[0] ?? ''),
  );
  const known = (word: string) => NOT_COMMANDS.has(word) || functions.includes(word);
  return [...new Set(words.filter((word) => /^[a-z][\w.-]*$/.test(word) && !known(word)))].sort();
}

/** The script without its command substitutions, and each of them on its own. */
function piecesOf(text: string): string[] {
  const inner = /\$\(([^()]*)\)/.exec(text);
  if (!inner) return [text];
  return [inner[1] ?? '', ...piecesOf(text.replace(inner[0], 'X'))];
}
