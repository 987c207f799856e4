import type { Problem } from '../../../config/problems/problem';
import type { BrokerFile } from '../broker-file';
import type { ExternalListener } from '../external';

/** Reports one problem of a setting; its place in the file is added. */
export type Report = (key: string, message: string, details?: Details) => void;
export type Details = Pick<Problem, 'value' | 'allowed' | 'fix'>;

/** Judges whether a broker can have the listener, or whether there is a doubt. */
export type Rule = (file: BrokerFile, external: ExternalListener, report: Report) => void;

export const EXTERNAL = 'EXTERNAL';
/** The private link is the protection of EXTERNAL. */
export const PROTOCOL = 'PLAINTEXT';

/** What each of the three settings says of EXTERNAL. */
export const bindEntry = ({ port }: ExternalListener): string => `${EXTERNAL}://0.0.0.0:${port}`;
export const advertisedEntry = ({ advertised: { host, port } }: ExternalListener): string =>
  `${EXTERNAL}://${host}:${port}`;
export const protocolEntry = `${EXTERNAL}:${PROTOCOL}`;
