/**
 * For each unknown key, the known key that was probably intended: one that is absent and has a similar spelling.
 * The unknown key then counts as that field, so the field is not reported as missing.
 */
export function misspellings(
  keys: readonly string[],
  known: readonly string[],
): ReadonlyMap<string, string | undefined> {
  const absent = known.filter((key) => !keys.includes(key));
  const unknown = keys.filter((key) => !known.includes(key));
  return new Map(unknown.map((key) => [key, closest(key, absent)]));
}

/** The candidate with the least edit distance, unless it is a different word. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(plain(word).length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(plain(word), plain(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** `cluster_id` and `ClusterID` are other spellings of `clusterId`, not other words. */
const plain = (word: string): string => word.replaceAll(/[-_ ]/g, '').toLowerCase();

/** Least number of letters to insert, delete, replace or swap with the next one. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, at(beforeLast, j - 2) + 1);
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity;
