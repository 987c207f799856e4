import type { Finding } from './problems/issues';
import type { Path } from './problems/problem';
import { isMap, valueAt } from './shape';

/** Values that had another name in earlier releases, whose files stay valid. */
const RENAMED: readonly { readonly path: Path; readonly from: string; readonly to: string }[] = [
  { path: ['security', 'profile'], from: 'seed', to: 'wide' },
];

/** Data with the present names of all values, and a warning for each former name. */
export function presentNames(data: unknown): { data: unknown; renamed: readonly Finding[] } {
  const found = RENAMED.filter(({ path, from }) => valueAt(data, path) === from);
  return {
    data: found.reduce((before, { path, to }) => withValue(before, path, to), data),
    renamed: found.map(({ path, to }) => {
      return { path, message: `is now called "${to}"`, fix: `write ${to}` };
    }),
  };
}

function withValue(data: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  return isMap(data) ? { ...data, [key]: withValue(data[key], rest, value) } : data;
}
