import type { CloudResource } from './facts';

/** A value of a resource as text; empty if it has no such value. */
export function text({ values }: Pick<CloudResource, 'values'>, name: string): string {
  const value = values[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
