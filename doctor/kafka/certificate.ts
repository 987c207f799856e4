export interface CertificateFacts {
  /** What a client says of it that wants the server's name or address; undefined when it accepts it. */
  readonly problem?: string;
  /** Its last day, such as 2027-01-31. */
  readonly expires: string;
  /** How many days are left. */
  readonly daysLeft: number;
}
