import { command } from '../command';
import { flag } from '../command/options';
import { oneDeployment } from '../command/takes-deployments';

export default command({
  name: 'start',
  summary: 'Does with a deployment the most that this machine can do.',
  text:
    'Synthesizes it. With terraform or tofu on PATH it applies it to a simulated cloud; on Linux, as root, it rehearses ' +
    'it with real Kafka. At the end it lists what it could not run, why, and how to fix it.',
  takes: oneDeployment,
  options: { noInstall: flag('install nothing; by default apt-get installs what the rehearsal lacks') },
  examples: [
    ['npm start', 'the deployment in kafka.yaml'],
    ['npx kafka-link start --no-install production.yaml', 'another file'],
  ],
  exitCodes: { 0: 'all that ran held' },
  run: async ({ deployment, options }) => {
    const { start } = await import('./start/start');
    // Without "--" before it, npm takes --no-install for a setting of its own.
    const takenByNpm = process.env['npm_config_install'] === '';
    return start(deployment, !options.noInstall && !takenByNpm);
  },
});
