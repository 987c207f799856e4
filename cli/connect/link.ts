import { command } from '../command';
import { flag, value, valueOr, values, variable, wholeNumber } from '../command/options';
import { oneDeployment } from '../command/takes-deployments';
import { UsageError } from '../command/usage-error';

function endpoint(text: string): string {
  if (!/^ep-[a-z0-9]+$/.test(text))
    throw new UsageError(`must be an id such as ep-t4nexample, not '${text}'`);
  return text;
}

export default command({
  name: 'link',
  summary: 'Connects a deployment with TiDB Cloud, step by step.',
  text:
    'Builds what the file says, creates the private link connection, accepts it, attaches the domain, and brings the ' +
    'unique name to the brokers. It asks before every change; you can stop it and run it again at any time. ' +
    'Without ticloud it prints what you do in TiDB Cloud and asks for the answers.',
  takes: oneDeployment,
  options: {
    yes: flag('agree to every change: for pipelines', 'y'),
    var: values('NAME=VALUE', 'a Terraform variable (repeatable), as TF_VAR_NAME', variable),
    wait: valueOr('SECONDS', 'how long to wait for TiDB Cloud at a time', '900', wholeNumber(0, 999_999)),
    endpoint: value('ID', 'the endpoint to accept (ep-…), where ticloud does not show it', endpoint),
    noDoctor: flag('do not run the doctor at the end'),
  },
  examples: [
    ['npx kafka-link link', 'the deployment in kafka.yaml'],
    ['npx kafka-link link --yes --wait 60', 'in a pipeline'],
  ],
  exitCodes: {
    0: 'the link is up',
    1: 'something is wrong, an answer is missing, or TiDB Cloud is not ready yet: run it again',
  },
  more: 'docs/tidb-cloud.md',
  run: async ({ deployment, options }) => {
    const { var: variables, wait, noDoctor, ...rest } = options;
    const { connect } = await import('./link/connect');
    await connect(deployment.file, {
      yes: rest.yes,
      variables: Object.fromEntries(variables),
      waitSeconds: wait,
      endpointId: rest.endpoint,
      doctor: !noDoctor,
    });
  },
});
