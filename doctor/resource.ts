import type { CloudResource } from './facts';

/** A value of a resource as text; empty when it has none. */
export function text({ values }: Pick<CloudResource, 'values'>, name: string): string {
  const value = values[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
