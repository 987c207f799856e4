import { UserError } from '../domain/user-error';

/** Linking stops here; the message says why and what to do. Running it again goes on at this step. */
export class LinkStop extends UserError {
  override readonly name = 'LinkStop';
  override readonly mark = '✗ ';

  constructor(
    message: string,
    /** Whether only an answer is missing: then what is still to come is worth showing. */
    readonly unanswered = false,
  ) {
    super(message);
  }
}
