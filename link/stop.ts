/** Why linking ends before the link stands, as an exit code. */
export const STOPPED = {
  /** Something is wrong, and has to be put right first. */
  failed: 1,
  /** A change or an answer is needed, and nobody may give it. */
  unanswered: 2,
  /** TiDB Cloud is not ready yet. */
  pending: 3,
} as const;

/** Linking stops here; the message says why and what to do. Running it again goes on at this step. */
export class LinkStop extends Error {
  constructor(
    message: string,
    readonly exitCode: (typeof STOPPED)[keyof typeof STOPPED] = STOPPED.failed,
  ) {
    super(message);
    this.name = 'LinkStop';
  }
}
