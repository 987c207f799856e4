import { z } from 'zod';

/** A name as certificates have it. */
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Clients speak TLS, and know the brokers by a publicly signed certificate. */
export const tls = z
  .strictObject({
    serverName: z
      .string()
      .regex(DOMAIN, 'must be a domain name in lower case, such as kafka.example.com')
      .describe(
        'Name in the certificate that clients ask for and check: the TLS server name of the changefeed. It need not lead anywhere.',
      ),
  })
  .optional()
  .describe(
    'Clients speak TLS (SSL; with `authentication` SASL_SSL), by a certificate of a public CA: the Terraform variables `kafka_tls_certificate` and `kafka_tls_key`. Default: none. A listener that serves cannot change it: add another one, docs/runbooks/encrypt.md.',
  );
