import { UNIQUE_NAME_PLACEHOLDER } from '../../domain/conventions';
import { LinkStop } from '../stop';
import { known, type LinkStep } from '../world';

/** The unique name stands in the deployment file. */
export const uniqueName: LinkStep = {
  name: 'the file holds the unique name',
  run: async ({ file, person, variable }, learnt) => {
    const { id, uniqueName: name = '' } = known(learnt, 'connection');
    const { uniqueName: held } = file.config.tidbCloud;
    if (held !== name) {
      // Brokers under another name may serve another connection: nobody is to lose it by a word too quick.
      if (held !== UNIQUE_NAME_PLACEHOLDER) {
        throw new LinkStop(
          `tidbCloud.uniqueName is ${held}, but the domain of ${id} is ${name}: ` +
            'correct it if no other connection uses it, and run this again',
        );
      }
      await person.agree(`write ${name} to tidbCloud.uniqueName in ${file.name}`);
      file.change([[['tidbCloud', 'uniqueName'], name]]);
    }
    const given = variable('unique_name');
    if (given !== undefined && given !== name) {
      throw new LinkStop(
        `the variable unique_name is ${given}, and preferred to ${name} of the file: take it away`,
      );
    }
    return `tidbCloud.uniqueName: ${name}`;
  },
};
