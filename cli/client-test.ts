import { parseArgs } from 'node:util';
import { planCluster } from '../plan/plan';
import { renderClientTest } from '../templates/client/client-test';
import { withDeployments } from './with-deployments';

const USAGE = `npm run --silent client-test -- [FILE] [--unique-name NAME] > external-test.sh

Prints a script that tests a deployment (kafka.yaml unless told) from any host in the brokers' network that has Kafka's
tools: do the brokers advertise the names, ports and ids of the plan? There: bash external-test.sh. It writes nothing.

--unique-name NAME  the unique name of the domain that TiDB Cloud attached; else the deployment file's
`;

/** `npm run client-test`: one deployment file, one script on standard output. */
function main(): void {
  const options = { 'unique-name': { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  withDeployments(([deployment, ...more]) => {
    if (!deployment || more.length > 0) throw new Error('one deployment file a script');
    process.stdout.write(renderClientTest(planCluster(deployment.config, values['unique-name'])));
  }, positionals);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
