import type { ScenarioContext } from '../context';
import { readOn } from './hosts';
import { waitFor } from './wait';

/** Reboots a host, and returns when SSH leads to the new boot. */
export async function reboot(context: ScenarioContext, name: string, signal: AbortSignal): Promise<void> {
  const boot = () => readOn(context, name, 'cat /proc/1/stat | cut -d " " -f 22', 20);
  const before = await boot();
  await readOn(context, name, 'systemctl reboot --no-wall', 20).catch(() => undefined); // SSH may end with it
  const rebooted = async () => {
    if ((await boot()) === before) throw new Error(`${name} has not rebooted yet`);
  };
  await waitFor(rebooted, { seconds: 120, signal });
}
