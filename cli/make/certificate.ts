import { command } from '../command';
import { neededValue } from '../command/options';
import { deploymentsQuietly } from '../command/takes-deployments';

export default command({
  name: 'certificate',
  summary: 'Checks a certificate of a public CA and keeps it for listeners with tls.',
  text:
    'Writes certificate and key as Terraform variables to state/<name>, for the next synthesis. Only you can read that ' +
    'file. Raise kafka.secretsVersion to deliver another certificate.',
  takes: deploymentsQuietly,
  options: {
    certificate: neededValue(
      'FILE',
      'PEM file with the certificate, then those of its issuers, such as fullchain.pem',
    ),
    key: neededValue(
      'FILE',
      'PEM file with its private key, RSA or EC, without a password, such as privkey.pem',
    ),
  },
  examples: [['npx kafka-link certificate --certificate fullchain.pem --key privkey.pem', 'for kafka.yaml']],
  run: async ({ deployments: all, options }) =>
    (await import('./certificate/keep')).keep(all, options.certificate, options.key),
});
