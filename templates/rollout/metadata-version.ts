import { controllersOf, hostAndPort } from '../../plan/brokers';
import type { NewClusterPlan } from '../../plan/types';
import { render } from '../rendering/engine';
import { internalClient } from '../settings/internal-tls';
import { escapeFor, type RenderOptions } from '../rendering/target';

/**
 * Renders the script that finalises `metadata.version`, for a host with Kafka's tools that can connect to INTERNAL. It
 * asks the controllers, which are fixed for the life of the cluster, so that the script does not change with the number
 * of brokers.
 *
 * @param level release of Kafka such as `3.9`
 */
export function renderMetadataVersion(
  plan: NewClusterPlan,
  level: string,
  { gateTimeoutSeconds, ...options }: RenderOptions & { readonly gateTimeoutSeconds: number },
): string {
  const servers = controllersOf(plan)
    .map(({ internal }) => hostAndPort(internal))
    .join(',');
  const script = render('rollout/metadata-version.sh', {
    level,
    servers,
    gateTimeoutSeconds,
    client: internalClient(plan),
  });
  return escapeFor(script, options);
}
