import { type Command, command } from '../command';
import { nothing } from '../command/takes';

const schema: Command = command({
  name: 'schema',
  summary: 'Writes the files that follow from the code.',
  text:
    'The JSON Schema of deployment files for editors, the reference of their fields, of variables and outputs and of the ' +
    'commands in docs/, and the list of licences.',
  takes: nothing,
  options: {},
  examples: [['npx kafka-link schema', 'after a change of fields, variables, outputs, commands or packages']],
  run: async () => (await import('../reference/generated')).writeAll(schema),
});

export default schema;
