import { UNIQUE_NAME_PLACEHOLDER } from '../../domain/conventions';
import { LinkStop } from '../stop';
import { known, type LinkStep } from '../world';

/** The unique name is in the deployment file. */
export const uniqueName: LinkStep = {
  name: 'the file has the unique name',
  run: async ({ file, person, variable }, learnt) => {
    const { id, uniqueName: name = '' } = known(learnt, 'connection');
    const { uniqueName: held } = file.config.tidbCloud;
    if (held !== name) {
      // Brokers with another name may serve another connection, which must not break without a decision.
      if (held !== UNIQUE_NAME_PLACEHOLDER) {
        throw new LinkStop(
          `tidbCloud.uniqueName is ${held}, but the domain of ${id} is ${name}: ` +
            'correct tidbCloud.uniqueName if no other connection uses it, and run this again',
        );
      }
      await person.agree(`write ${name} to tidbCloud.uniqueName in ${file.name}`);
      file.change([[['tidbCloud', 'uniqueName'], name]]);
    }
    const given = variable('unique_name');
    if (given !== undefined && given !== name) {
      throw new LinkStop(
        `the variable unique_name is ${given}, and takes precedence over ${name} in the file: remove it`,
      );
    }
    return `tidbCloud.uniqueName: ${name}`;
  },
};
