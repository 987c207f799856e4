import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { NewClusterPlan } from '../../../../plan/types';

/** A port on loopback that accepts connections, as INTERNAL of a broker that serves does. */
export async function startPeer() {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const internal = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  return {
    /** The plan, with every broker's INTERNAL there: nothing reaches for its real address. */
    in: (plan: NewClusterPlan): NewClusterPlan => ({
      ...plan,
      brokers: plan.brokers.map((broker) => ({ ...broker, internal })),
    }),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
