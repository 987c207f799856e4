import { parseArgs } from 'node:util';
import { withFirstListener } from '../picture/first-listener';
import { toMermaid } from '../picture/mermaid';
import { drawPicture } from '../picture/layout';
import { toSvg } from '../picture/svg';
import { planCluster } from '../plan/plan';
import { withDeployments } from './with-deployments';

const USAGE = `npm run --silent picture -- [FILE] [--mermaid] > picture.svg

Draws a deployment file (kafka.yaml unless told) as SVG on standard output; with --mermaid as a Mermaid flowchart.
Of several external listeners it shows the first.
`;

/** `npm run picture`: one deployment file, one picture on standard output. */
function main(): void {
  const { values, positionals } = readArguments();
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  withDeployments(([deployment, ...more]) => {
    if (!deployment || more.length > 0) throw new Error('one deployment file a picture');
    const plan = withFirstListener(planCluster(deployment.config));
    process.stdout.write(values.mermaid ? toMermaid(plan) : toSvg(drawPicture(plan)));
  }, positionals);
}

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: { mermaid: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
