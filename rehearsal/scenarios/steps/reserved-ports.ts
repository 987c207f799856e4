import { builtPlan, type ScenarioContext } from '../context';
import { readOn } from '../lab/hosts';
import type { Step } from '../scenario';

/** No outgoing connection of a broker's host may be given a listener's port, or Kafka could not return to it. */
export const reservedPorts: Step<ScenarioContext> = {
  name: 'reserved ports',
  run: async (context) => {
    const { brokers, ports, externalListeners } = builtPlan(context);
    const wanted = [ports.internal, ports.controller, ...externalListeners.map(({ port }) => port)];
    for (const { name } of brokers) {
      const text = await readOn(context, name, 'cat /proc/sys/net/ipv4/ip_local_reserved_ports');
      const ranges = text
        .trim()
        .split(',')
        .map((range) => range.split('-').map(Number));
      const open = wanted.filter(
        (port) => !ranges.some(([from = 0, to = from]) => from <= port && port <= to),
      );
      if (open.length > 0) throw new Error(`${name} may give away ${open.join(', ')}: reserved are ${text}`);
    }
    return `${wanted.sort((a, b) => a - b).join(', ')} on ${brokers.length} brokers`;
  },
};
