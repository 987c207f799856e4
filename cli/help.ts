/**
 * Prints how a command is used where its arguments ask for it (`--help` or `-h`).
 *
 * @returns whether they did; then there is nothing more to do
 */
export function askedForHelp(usage: string, args: readonly string[] = process.argv.slice(2)): boolean {
  const asked = args.includes('--help') || args.includes('-h');
  if (asked) process.stdout.write(usage);
  return asked;
}
