import { command } from '../command';
import { flag } from '../command/options';
import { oneDeployment } from '../command/takes-deployments';

export default command({
  name: 'picture',
  summary: 'Draws a deployment as SVG or as a Mermaid flowchart.',
  text: 'Prints it. Of several external listeners it shows the first.',
  takes: oneDeployment,
  options: { mermaid: flag('a Mermaid flowchart instead of SVG') },
  examples: [
    ['npx kafka-link picture > picture.svg', 'the deployment in kafka.yaml'],
    ['npx kafka-link picture --mermaid production.yaml', 'for Markdown'],
  ],
  run: async ({ deployment, options }) => {
    const { planCluster } = await import('../../plan/plan');
    const { withFirstListener } = await import('../../picture/first-listener');
    const { toMermaid } = await import('../../picture/mermaid');
    const { drawPicture } = await import('../../picture/layout');
    const { toSvg } = await import('../../picture/svg');
    const plan = withFirstListener(planCluster(deployment.config));
    process.stdout.write(options.mermaid ? toMermaid(plan) : toSvg(drawPicture(plan)));
  },
});
