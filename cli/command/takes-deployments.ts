import type { Deployment } from '../../config/deployments';
import type { Takes } from './takes';

const load = async (files: readonly string[]): Promise<readonly Deployment[]> =>
  (await import('./deployments')).loadAndWarn(files);
const BY_DEFAULT = 'by default what KAFKA_CONFIG names, else kafka.yaml';

export const oneDeployment: Takes = {
  syntax: '[FILE]',
  text: `the deployment file; ${BY_DEFAULT}`,
  most: 1,
  load,
};
export const deployments: Takes = { syntax: '[FILE...]', text: `deployment files; ${BY_DEFAULT}`, load };
/** The same for commands that show no plan, whose own words warnings would drown. */
export const deploymentsQuietly: Takes = {
  ...deployments,
  load: async (files) => (await import('./deployments')).load(files),
};
/** Nothing is loaded where no file is named. */
export const namedDeployments: Takes = {
  syntax: '[FILE...]',
  text: 'deployment files',
  load: (files) => (files.length === 0 ? Promise.resolve([]) : load(files)),
};
