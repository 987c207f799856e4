import { z } from 'zod';
import { MECHANISMS } from '../../domain/mechanisms';

/** How clients log in. */
export const authentication = z
  .strictObject({
    mechanism: z
      .enum(Object.keys(MECHANISMS) as (keyof typeof MECHANISMS)[])
      .describe(
        'How clients prove who they are, as chosen in the changefeed; `plain` sends the password itself, which only `tls` hides.',
      ),
    allowReplay: z
      .boolean()
      .default(false)
      .describe(
        'Allow SCRAM without TLS on a Kafka in which a login can be replayed (CVE-2024-56128: before 3.7.2, and 3.8.0).',
      ),
  })
  .optional()
  .describe(
    'Clients must log in as one of `kafka.users` (SASL_PLAINTEXT; with `tls` SASL_SSL). Default: none (PLAINTEXT), whoever reaches the listener may do everything. A listener that serves cannot change it: add another one, docs/runbooks/authenticate.md.',
  );
