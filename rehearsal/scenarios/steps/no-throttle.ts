import type { ScenarioContext } from '../context';
import { internal, kafkaTool } from '../lab/hosts';

/** @throws Error when a throttle of a reassignment is still set */
export async function noThrottle(context: ScenarioContext): Promise<void> {
  for (const type of ['brokers', 'topics']) {
    const said = await kafkaTool(
      context,
      'kafka-configs',
      `${internal(context)} --describe --entity-type ${type}`,
    );
    if (/throttled/.test(said)) throw new Error(`a throttle was left behind:\n${said}`);
  }
}
