import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Deployment } from '../../../config/deployments';
import { planCluster } from '../../../plan/plan';
import type { ArchivePlan, ClusterPlan } from '../../../plan/types';
import { runtimePackages } from '../../reference/licences';

/** The part of CycloneDX that is touched here. */
interface Bom {
  serialNumber?: string;
  metadata: { timestamp?: string; component: { name: string; 'bom-ref': string } };
  components: { 'bom-ref': string; [field: string]: unknown }[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

/**
 * What npm says of the lock file, without what differs from run to run or from folder to folder. With `--omit=dev` npm
 * would leave out what workspaces depend on as well, so the lock file itself tells what is for development only.
 */
function packages(root: string): Bom {
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
  // A lock file of a thousand packages is told in some megabytes.
  const text = execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const bom = JSON.parse(text) as Bom;
  delete bom.serialNumber;
  delete bom.metadata.timestamp;
  bom.metadata.component.name = 'alicloud-kafka-privatelink';
  const runs = new Set(runtimePackages().map(({ name, version }) => `${name}@${version}`));
  bom.components = bom.components.filter((component) => runs.has(component['bom-ref']));
  const app = bom.metadata.component['bom-ref'];
  bom.dependencies = bom.dependencies
    .filter(({ ref }) => ref === app || runs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => runs.has(other)) }));
  return bom;
}

/** What hosts of a deployment install; those of a cluster that runs already are their owner's. */
function archivesOf(plan: ClusterPlan): Bom['components'] {
  if (plan.cluster === 'existing') return [];
  const { archive, version, jdkArchive, jdkVersion, metrics } = plan.kafka;
  return [
    component('kafka', archive, version),
    component('jdk', jdkArchive, jdkVersion),
    ...(metrics ? [component('jmx_prometheus_javaagent', metrics.exporter)] : []),
  ];
}

function component(
  name: string,
  { url, sha256, fileName }: ArchivePlan,
  version?: string,
): Bom['components'][number] {
  return {
    'bom-ref': `${fileName}@${sha256}`,
    type: 'application',
    name,
    ...(version && { version }),
    scope: 'required',
    hashes: [{ alg: 'SHA-256', content: sha256 }],
    externalReferences: [{ type: 'distribution', url }],
  };
}

/** Prints the bill of the app and of what the hosts of deployments install. */
export function printBill(deployments: readonly Deployment[]): void {
  const bom = packages(resolve(__dirname, '../../..'));
  const all = deployments.flatMap(({ config }) => archivesOf(planCluster(config)));
  // Deployments often share an archive; a bill names it once.
  bom.components.push(...new Map(all.map((one) => [JSON.stringify(one), one])).values());
  process.stdout.write(`${JSON.stringify(bom, undefined, 2)}\n`);
}
