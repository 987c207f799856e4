import type { StoryContext } from '../context';
import { internalBootstrap, kafkaTool } from '../hosts';

/** @throws Error when a throttle of a reassignment is still set */
export async function noThrottle(context: StoryContext): Promise<void> {
  const server = `--bootstrap-server ${internalBootstrap(context)} --describe`;
  for (const type of ['brokers', 'topics']) {
    const said = await kafkaTool(context, 'kafka-configs', `${server} --entity-type ${type}`);
    if (/throttled/.test(said)) throw new Error(`a throttle was left behind:\n${said}`);
  }
}
