import { keyLine } from './certificates';
import type { ScenarioContext } from '../context';
import { AUTHORITY_FILE, INTERNAL_FILE, keyLines } from './internal-certificates';
import { passwords } from '../clients/login';

/** Passwords and private keys, by where they come from. */
const SOURCES = {
  passwords: (context: ScenarioContext) => Object.values(passwords(context)),
  certificate: (context: ScenarioContext) => [keyLine(context) ?? ''],
  internal: (context: ScenarioContext) => keyLines(context, INTERNAL_FILE),
  authority: (context: ScenarioContext) => keyLines(context, AUTHORITY_FILE),
};

type Source = keyof typeof SOURCES;

/** Every password and private key that there was in this rehearsal. */
export function secretsOf(
  context: ScenarioContext,
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

const FOUND = new WeakMap<ScenarioContext, Map<Source, Set<string>>>();

function found(context: ScenarioContext, source: Source): Set<string> {
  const all = FOUND.get(context) ?? new Map<Source, Set<string>>();
  const set = all.get(source) ?? new Set();
  FOUND.set(context, all.set(source, set));
  return set;
}
