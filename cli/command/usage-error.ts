import { UserError } from '../../domain/user-error';

/** Wrong options or arguments. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';

  constructor(message: string) {
    super(message, 2);
  }
}
