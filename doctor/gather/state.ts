import { UserError } from '../../domain/user-error';
import type { CloudFacts, CloudResource } from '../facts';
import { command } from './command';

/** Terraform's state, as far as the doctor reads it. */
export interface State {
  /** As it stands in the backend. */
  readonly text: string;
  readonly resources: readonly CloudResource[];
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly applied: CloudFacts['applied'];
}

interface RawState {
  outputs?: Record<string, { value: unknown }>;
  resources?: {
    mode: string;
    type: string;
    name: string;
    instances: { index_key?: string | number; attributes?: Record<string, unknown> }[];
  }[];
}

/**
 * Reads the state of a stack from its backend, without a lock.
 *
 * @throws Error when Terraform cannot, or nothing was applied yet
 */
export async function readState(program: string, stack: string, signal: AbortSignal): Promise<State> {
  const text = await command(program, ['state', 'pull'], { cwd: stack, signal });
  if (text.trim() === '') throw new UserError('nothing was applied yet');
  const { outputs = {}, resources = [] } = JSON.parse(text) as RawState;
  const values = Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  return {
    text,
    outputs: values,
    applied: (values['brokers'] ?? {}) as CloudFacts['applied'],
    resources: resources
      .filter(({ mode }) => mode === 'managed')
      .flatMap(({ type, name, instances }) =>
        instances.map(({ index_key: key, attributes = {} }) => ({
          address: `${type}.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`,
          type,
          values: attributes,
        })),
      ),
  };
}
