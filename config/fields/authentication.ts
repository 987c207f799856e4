import { z } from 'zod';
import { MECHANISMS } from '../../domain/mechanisms';

/** How clients log in. */
export const authentication = z
  .strictObject({
    mechanism: z
      .enum(Object.keys(MECHANISMS) as (keyof typeof MECHANISMS)[])
      .describe(
        'SASL mechanism, the same as in the changefeed. `plain` sends the password itself, which only `tls` encrypts.',
      ),
    allowReplay: z
      .boolean()
      .default(false)
      .describe(
        'Allow SCRAM without TLS on a Kafka version where a recorded login can be replayed (CVE-2024-56128: before 3.7.2, and 3.8.0).',
      ),
  })
  .optional()
  .describe(
    'Clients must log in as one of `kafka.users` (SASL_PLAINTEXT; with `tls` SASL_SSL). Default: no authentication (PLAINTEXT): any client that reaches the listener may do everything. It cannot change on a listener that is in use: add another listener, docs/runbooks/authenticate.md.',
  );
