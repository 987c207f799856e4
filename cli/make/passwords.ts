import { command } from '../command';
import { values } from '../command/options';
import { deploymentsQuietly } from '../command/takes-deployments';

export default command({
  name: 'passwords',
  summary: 'Creates a password for every user of kafka.users that has none.',
  text:
    'Writes them as a Terraform variable to state/<name>, for the next synthesis. Only you can read that file; look up ' +
    "the changefeed's password there.",
  takes: deploymentsQuietly,
  options: {
    new: values(
      'USER',
      'create another password for this user; raise kafka.secretsVersion to deliver it',
      (user) => user,
    ),
  },
  examples: [
    ['npx kafka-link passwords', 'passwords for all users of kafka.yaml'],
    ['npx kafka-link passwords --new changefeed', 'another one for this user'],
  ],
  run: async (request) =>
    (await import('./passwords/provide')).provideAll(request.deployments, request.options.new),
});
