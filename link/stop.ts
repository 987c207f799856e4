/** Exit codes of a run that stops before the link is complete. */
export const STOPPED = {
  /** Something is wrong, and must be fixed first. */
  failed: 1,
  /** A change needs consent or an answer, and there is none. */
  unanswered: 2,
  /** TiDB Cloud is not ready yet. */
  pending: 3,
} as const;

/** The run stops; the message says why, and what to do. The next run continues at this step. */
export class LinkStop extends Error {
  constructor(
    message: string,
    readonly exitCode: (typeof STOPPED)[keyof typeof STOPPED] = STOPPED.failed,
  ) {
    super(message);
    this.name = 'LinkStop';
  }
}
