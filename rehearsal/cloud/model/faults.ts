import type { Attributes, Value } from './api';
import { CloudError } from './api';
import type { Meta, FaultOperation, Fault } from './state';
const DEFAULTS = {
  refuse: {
    code: 'ServiceUnavailable',
    message: 'The request has failed due to a temporary failure of the server.',
  },
  // The real provider makes a new ClientToken for every call, so a repeated create is not recognised: it makes
  // a second resource, or meets a conflict where a name, an address or a port must be unique.
  'lost-response': {
    code: 'Client.Timeout',
    message: 'The request was sent, but no answer arrived in time; whether it took effect is not known.',
  },
  'half-done': {
    code: 'OperationFailed.Timeout',
    message: 'The resource was created, but did not become ready in time.',
  },
} as const;

/** Takes the fault that this call meets, if any, and counts it. */
export function takeFault(
  meta: Meta,
  operation: FaultOperation,
  type: string,
  attributes: Attributes,
): Fault | undefined {
  const index = meta.faults.findIndex((fault) => matches(fault, operation, type, attributes));
  const fault = meta.faults[index];
  if (fault === undefined) return undefined;
  if (fault.after !== undefined && fault.after > 0) {
    meta.faults[index] = { ...fault, after: fault.after - 1 };
    return undefined;
  }
  if (fault.times === 'always') return fault;
  const left = (fault.times ?? 1) - 1;
  meta.faults.splice(index, 1, ...(left > 0 ? [{ ...fault, times: left }] : []));
  return fault;
}

/** The error by which a fault shows itself. */
export function faultError(fault: Fault, what: string, made?: Attributes): CloudError {
  const usual = DEFAULTS[fault.effect ?? 'refuse'];
  const message = `${fault.message ?? usual.message} (${what})`;
  const partial = fault.effect === 'half-done' ? made : undefined;
  return new CloudError(fault.code ?? usual.code, message, undefined, partial);
}

/** Whether any fault waits for calls of this kind, so that reads need not be counted otherwise. */
export function awaitsFault(meta: Meta, operation: FaultOperation, type: string): boolean {
  return meta.faults.some((fault) => fault.operation === operation && fault.type === type);
}

function matches(fault: Fault, operation: FaultOperation, type: string, attributes: Attributes): boolean {
  if (fault.operation !== operation || fault.type !== type) return false;
  return Object.entries(fault.where ?? {}).every(([name, value]) => same(attributes[name], value));
}

function same(actual: Value | undefined, wanted: Value): boolean {
  return JSON.stringify(actual ?? null) === JSON.stringify(wanted);
}
