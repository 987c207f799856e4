import { z } from 'zod';
import { EXTERNAL } from '../../domain/listeners';
import { authentication } from './authentication';
import { tls } from './tls';
import { port } from './values';

/** Names with a meaning of their own: to the plan, to Kafka's security protocols, or to the rules of security groups. */
const TAKEN = ['INTERNAL', 'CONTROLLER', 'PLAINTEXT', 'SSL', 'SSH'];

const externalListener = z.strictObject({
  name: z
    .string()
    .regex(
      new RegExp(`^(?!(${TAKEN.join('|')})$)[A-Z][A-Z0-9]{0,19}$`),
      `must be a listener name of 1 to 20 upper-case letters and digits, beginning with a letter, other than ${TAKEN.join(', ')}`,
    )
    .describe('Name of the Kafka listener. `EXTERNAL` has the ports of `ports`; others have their own.'),
  port: port
    .optional()
    .describe('Port of the listener on the hosts, the backend of the load balancer. Not for `EXTERNAL`.'),
  bootstrap: port
    .optional()
    .describe('Port of the load balancer that leads to every broker on this listener. Not for `EXTERNAL`.'),
  base: z
    .int()
    .min(0)
    .max(65534)
    .optional()
    .describe(
      "A broker's own port on the load balancer for this listener is this plus its id. Not for `EXTERNAL`.",
    ),
  authentication,
  tls,
});

const DESCRIPTION =
  "The brokers' listeners for clients behind the load balancer. Outputs and next steps speak of the first. To change ports, add one, move the clients, remove the old one: docs/runbooks/change-listener.md.";

export const externalListeners = z
  .array(externalListener)
  .min(1)
  .default([{ name: EXTERNAL }])
  .describe(DESCRIPTION);

/** Those of brokers that run already: how clients log in there, and whether by TLS, is their owner's to say. */
export const listenersAsTheyRun = z
  .array(externalListener.omit({ authentication: true, tls: true }))
  .min(1)
  .default([{ name: EXTERNAL }])
  .describe(DESCRIPTION);
