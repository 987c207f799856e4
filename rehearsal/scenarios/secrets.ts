import { keyLine } from './certificates';
import type { StoryContext } from './context';
import { AUTHORITY_FILE, INTERNAL_FILE, keyLines } from './internal-certificates';
import { passwords } from './login';

/** Passwords and private keys, by where they come from. */
const SOURCES = {
  passwords: (context: StoryContext) => Object.values(passwords(context)),
  certificate: (context: StoryContext) => [keyLine(context) ?? ''],
  internal: (context: StoryContext) => keyLines(context, INTERNAL_FILE),
  authority: (context: StoryContext) => keyLines(context, AUTHORITY_FILE),
};

type Source = keyof typeof SOURCES;

/** Every password and private key that there was in this rehearsal. */
export function secretsOf(
  context: StoryContext,
  sources: readonly Source[] = Object.keys(SOURCES) as Source[],
): string[] {
  return sources.flatMap((source) => {
    const all = found(context, source);
    try {
      for (const one of SOURCES[source](context)) if (one !== '') all.add(one);
    } catch {
      // there is none, not made yet, or being written
    }
    return [...all];
  });
}

const FOUND = new WeakMap<StoryContext, Map<Source, Set<string>>>();

function found(context: StoryContext, source: Source): Set<string> {
  const all = FOUND.get(context) ?? new Map<Source, Set<string>>();
  const set = all.get(source) ?? new Set();
  FOUND.set(context, all.set(source, set));
  return set;
}
