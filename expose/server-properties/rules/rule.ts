import type { Problem } from '../../../config/problems/problem';
import type { BrokerFile } from '../broker-file';
import type { ExternalListener } from '../external';

/** Reports one problem of a setting; its place in the file is added. */
export type Report = (key: string, message: string, details?: Details) => void;
export type Details = Pick<Problem, 'value' | 'allowed' | 'fix'>;

/** Reports errors because of which a broker cannot get the listener, or warnings. */
export type Rule = (file: BrokerFile, external: ExternalListener, report: Report) => void;

export const EXTERNAL = 'EXTERNAL';
/** The private link protects EXTERNAL. */
export const PROTOCOL = 'PLAINTEXT';

/** The entry of EXTERNAL in each of the three settings. */
export const bindEntry = ({ port }: ExternalListener): string => `${EXTERNAL}://0.0.0.0:${port}`;
export const advertisedEntry = ({ advertised: { host, port } }: ExternalListener): string =>
  `${EXTERNAL}://${host}:${port}`;
export const protocolEntry = `${EXTERNAL}:${PROTOCOL}`;
