import { builtPlan, type ScenarioContext } from '../../context';
import { waitFor } from '../../lab/wait';
import type { StepTools } from '../../scenario';
import type { Fault } from '../fault';
import { onBroker } from './on-broker';

/** Takes all space that is left, without writing it: the machine's own disk need not have it. */
const fill = (folder: string) => `
for part in $(seq 20); do
  left=$(df --output=avail -k '${folder}' | tail -n 1)
  ((left >= 8)) || break
  fallocate -l "$((left / 2))KiB" "${folder}/chaos-$part" || true
done
for part in $(seq 64); do fallocate -l 4KiB "${folder}/chaos-end-$part" || break; done 2>/dev/null`;

const empty = (folder: string) => `rm -f '${folder}'/chaos-*`;

const mountOf = (context: ScenarioContext): string => builtPlan(context).kafka.dataMount;

/** Kafka ends when it cannot write. Somebody makes room, as the runbook says, and systemd starts it. */
export const dataDiskFull: Fault = {
  name: 'a full data disk',
  strikes: 'broker',
  takes: 90,
  lasts: 0,
  gap: 40,
  heals: 180,
  findings: ['disk-full'],
  strike: async (context, nodeId, tools) => {
    const mount = mountOf(context);
    await onBroker(context, nodeId, fill(mount));
    await waitFor(() => ended(context, nodeId), { seconds: 90, signal: tools.signal });
    return async () => void (await onBroker(context, nodeId, `${empty(mount)}\nsystemctl start kafka`));
  },
};

async function ended(context: ScenarioContext, nodeId: number): Promise<void> {
  const state = await onBroker(context, nodeId, 'systemctl show -p SubState --value kafka.service');
  if (state.trim() === 'running') throw new Error(`Kafka of broker ${nodeId} runs with a full data disk`);
}

/** Logs find no room; Kafka goes on. */
export const systemDiskFull: Fault = {
  name: 'a full system disk',
  strikes: 'broker',
  takes: 40,
  lasts: 15,
  gap: 20,
  heals: 120,
  findings: ['system-disk-full'],
  strike: async (context, nodeId) => {
    await onBroker(context, nodeId, fill('/var/log'));
    return async () => void (await onBroker(context, nodeId, empty('/var/log')));
  },
};

/**
 * Nine tenths of the time the file system is frozen, so that every write waits. The controller for I/O of control groups
 * does not slow what the page cache takes first, as it does with Kafka's writes unless the machine has it in version 2.
 */
export const dataDiskSlow: Fault = {
  name: 'a slow data disk',
  strikes: 'broker',
  takes: 45,
  lasts: 20,
  gap: 40,
  heals: 120,
  findings: [],
  unasked: 'it does not measure how fast a disk is',
  strike: async (context, nodeId, { onEnd }: StepTools) => {
    const mount = mountOf(context);
    const flag = '/run/chaos-slow';
    const slow = `touch ${flag}
(trap 'fsfreeze -u ${mount}' EXIT
while [ -e ${flag} ]; do fsfreeze -f ${mount}; sleep 0.9; fsfreeze -u ${mount} || true; sleep 0.1; done
) >/dev/null 2>&1 &`;
    const thaw = async () => {
      await onBroker(context, nodeId, `rm -f ${flag}; sleep 1; fsfreeze -u ${mount} 2>/dev/null || true`);
    };
    // What is frozen cannot be killed.
    onEnd(`the disk of broker ${nodeId}`, { undo: thaw, leave: thaw });
    await onBroker(context, nodeId, slow);
    return thaw;
  },
};
