import { command } from '../command';
import { value } from '../command/options';
import { oneDeployment } from '../command/takes-deployments';

export default command({
  name: 'client-test',
  summary: 'Prints a script that tests a deployment from inside its VPC.',
  text:
    "Run it on any host in the brokers' network that has Kafka's tools. It checks that the brokers advertise the names, " +
    'ports and ids of the plan, and changes nothing.',
  takes: oneDeployment,
  options: {
    uniqueName: value(
      'NAME',
      'the unique name of the domain that TiDB Cloud attached; by default that of the deployment file',
    ),
  },
  examples: [
    ['npx kafka-link client-test > external-test.sh', 'then, on such a host: bash external-test.sh'],
  ],
  run: async ({ deployment, options }) => {
    const { planCluster } = await import('../../plan/plan');
    const { renderClientTest } = await import('../../templates/client/client-test');
    process.stdout.write(renderClientTest(planCluster(deployment.config, options.uniqueName)));
  },
});
