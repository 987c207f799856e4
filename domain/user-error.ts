/** Something that the person in front of the program has caused or can put right. The message is all they get to read. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  /** Precedes the message, where the steps before it were printed with a mark each. */
  readonly mark: '' | '✗ ' = '';

  constructor(
    message: string,
    /** Of the program: 1 something is wrong, 2 it could not be tried. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
