import { command } from '../command';
import { namedDeployments } from '../command/takes-deployments';

export default command({
  name: 'sbom',
  summary: 'Prints a bill of materials (CycloneDX) of the app.',
  text:
    'npm writes it without the network: every package that the app runs with, with checksum and licence. With deployment ' +
    'files it adds what their hosts install, with checksums: the archives of Kafka, the JDK and the metrics exporter. ' +
    'The same lock file, files and npm give the same bytes.',
  takes: namedDeployments,
  options: {},
  examples: [['npx kafka-link sbom production.yaml > sbom.json', 'with what its hosts install']],
  run: async ({ deployments }) => (await import('./sbom/bill')).printBill(deployments),
});
