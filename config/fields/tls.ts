import { z } from 'zod';

/** A domain name in the form that certificates have. */
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Clients use TLS, and check the brokers' publicly signed certificate. */
export const tls = z
  .strictObject({
    serverName: z
      .string()
      .regex(DOMAIN, 'must be a domain name in lower case, such as kafka.example.com')
      .describe(
        'Name in the certificate that clients request and check: the TLS server name of the changefeed. It does not have to resolve.',
      ),
  })
  .optional()
  .describe(
    'Clients use TLS (SSL; with `authentication` SASL_SSL). The certificate is from a public CA, in the Terraform variables `kafka_tls_certificate` and `kafka_tls_key`. Default: no TLS. It cannot change on a listener that is in use: add another listener, docs/runbooks/encrypt.md.',
  );
