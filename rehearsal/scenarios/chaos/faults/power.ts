import { switchInstance } from '../../../cloud/model';
import type { Fault } from '../fault';
import { inConsole } from '../../lab/console';
import { brokerOf } from './on-broker';

/** Somebody stops an instance in the console, and starts it again. */
export const power: Fault = {
  name: 'a host switched off',
  strikes: 'broker',
  takes: 70,
  lasts: 0,
  gap: 40,
  heals: 240,
  findings: ['host-unreachable'],
  strike: async (context, nodeId) => {
    const { name } = brokerOf(context, nodeId);
    await inConsole(context, (cloud) => switchInstance(cloud, name, 'Stopped'));
    return () => inConsole(context, (cloud) => switchInstance(cloud, name, 'Running'));
  },
};
