/** A line of `server.properties`. */
export interface Setting {
  readonly key: string;
  readonly value: string;
}
