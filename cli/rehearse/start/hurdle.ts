/** Why something is not done, and what changes that. */
export interface Hurdle {
  reason: string;
  remedy: string;
}
