import { UserError } from '../domain/user-error';
import type { Said } from './ssh';

/** A broker's step has failed; the brokers after it are unchanged. */
export class RollStopped extends UserError {
  override readonly name = 'RollStopped';
  override readonly mark = '✗ ';
}

/** Why a command on a host has failed. */
export const lastLine = ({ stderr, code }: Said): string =>
  stderr.split('\n').at(-1) || `exit code ${code ?? '?'}`;
