import type { Attributes, Value } from './api';

/** The string behind `name`, or '' when it is not set. */
export function text(attributes: Attributes, name: string): string {
  const value = attributes[name];
  return typeof value === 'string' ? value : '';
}

/** The number behind `name`, if it is set. */
export function numeric(attributes: Attributes, name: string): number | undefined {
  const value = attributes[name];
  return typeof value === 'number' ? value : undefined;
}

/** True only when `name` is set to true. */
export function flag(attributes: Attributes, name: string): boolean {
  return attributes[name] === true;
}

/** The strings of a list or set, [] when it is not set. */
export function texts(attributes: Attributes, name: string): string[] {
  const value = attributes[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** The elements of a block, [] when there is none. */
export function blocks(attributes: Attributes, name: string): Attributes[] {
  const value = attributes[name];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Whether a value is an object (a block, a map or an object). */
export function isRecord(value: Value | undefined): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether something was really said: '' counts as nothing, as in the provider. */
export function isSet(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}
