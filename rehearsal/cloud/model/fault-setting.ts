import { dataSourceTypes, resourceTypes } from './schema';
import type { Fault, FaultOperation } from './state';

const FORM =
  'create|read|update|delete|readData:<type>[,effect=refuse|lost-response|half-done][,times=<n>|always][,after=<n>][,code=<code>]';
const OPERATIONS: readonly string[] = ['create', 'read', 'update', 'delete', 'readData'];
const EFFECTS: readonly string[] = ['refuse', 'lost-response', 'half-done'];

/** Reads a fault such as `create:alicloud_instance,times=2,code=Throttling.User`. */
export function parseFault(setting: string): Fault {
  const [call = '', ...details] = setting.split(',');
  const [operation = '', type = ''] = call.split(':');
  const known = operation === 'readData' ? dataSourceTypes : resourceTypes;
  if (!OPERATIONS.includes(operation) || !known.includes(type)) refuse(setting);
  const fault: Fault = { operation: operation as FaultOperation, type };
  for (const detail of details) Object.assign(fault, readDetail(detail) ?? refuse(setting));
  return fault;
}

function readDetail(detail: string): Partial<Fault> | undefined {
  const [name = '', value = ''] = detail.split('=', 2);
  if (name === 'effect' && EFFECTS.includes(value)) return { effect: value as Fault['effect'] };
  if (name === 'times' && value === 'always') return { times: value };
  if ((name === 'times' || name === 'after') && /^[1-9]\d*$/.test(value)) return { [name]: Number(value) };
  return name === 'code' && value !== '' ? { code: value } : undefined;
}

function refuse(setting: string): never {
  throw new Error(`"${setting}" is no fault; use ${FORM}.`);
}
