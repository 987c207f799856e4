import type { Deployment } from '../../../config/deployments';

/**
 * A deployment as it is built in the simulated cloud: destroyable, so that it can be torn down again, and with its state
 * beside that cloud, whatever backend its file names.
 */
export function simulated({ config, ...deployment }: Deployment): Deployment {
  const backend = { type: 'local' };
  if (config.cluster === 'existing') return { ...deployment, config: { ...config, backend } };
  return { ...deployment, config: { ...config, destroyable: true, backend } };
}
