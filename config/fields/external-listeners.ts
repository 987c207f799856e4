import { z } from 'zod';
import { EXTERNAL } from '../../domain/listeners';
import { authentication } from './authentication';
import { tls } from './tls';
import { port } from './values';

/** Names with another meaning: the plan's own listeners, Kafka's security protocols, and rules of security groups. */
const TAKEN = ['INTERNAL', 'CONTROLLER', 'PLAINTEXT', 'SSL', 'SSH'];

const externalListener = z.strictObject({
  name: z
    .string()
    .regex(
      new RegExp(`^(?!(${TAKEN.join('|')})$)[A-Z][A-Z0-9]{0,19}$`),
      `must be a listener name of 1 to 20 upper-case letters and digits, beginning with a letter, other than ${TAKEN.join(', ')}`,
    )
    .describe(
      'Name of the Kafka listener. The ports of `EXTERNAL` are in `ports`; those of others are here.',
    ),
  port: port
    .optional()
    .describe('Port of the listener on the hosts, to which the load balancer forwards. Not for `EXTERNAL`.'),
  bootstrap: port
    .optional()
    .describe('Load balancer port that leads to every broker on this listener. Not for `EXTERNAL`.'),
  base: z
    .int()
    .min(0)
    .max(65534)
    .optional()
    .describe(
      "A broker's own load balancer port for this listener is this number plus its id. Not for `EXTERNAL`.",
    ),
  authentication,
  tls,
});

const DESCRIPTION =
  "The brokers' listeners for clients behind the load balancer. Outputs and next steps are about the first one. To change ports, add a listener, move the clients, and remove the old one: docs/runbooks/change-listener.md.";

export const externalListeners = z
  .array(externalListener)
  .min(1)
  .default([{ name: EXTERNAL }])
  .describe(DESCRIPTION);

/** Those of existing brokers: their owner decides on authentication and TLS. */
export const existingListeners = z
  .array(externalListener.omit({ authentication: true, tls: true }))
  .min(1)
  .default([{ name: EXTERNAL }])
  .describe(DESCRIPTION);
