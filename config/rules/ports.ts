import { formatPath } from '../problem';
import { externalPorts } from './hosts';
import { repeats, type ErrorRule } from './rule';

const SSH = 22;
const HIGHEST_PORT = 65535;

/** The listeners of a broker's host, and SSH, have a port each. */
export const hostPorts: ErrorRule = (config, report) => {
  const names = ['controller', 'internal', 'external'] as const;
  const ports = names.flatMap((name) => {
    const port = config.ports?.[name];
    return port === undefined ? [] : [{ path: ['ports', name], port }];
  });
  for (const { path, port } of ports) if (port === SSH) report(path, 'is the port of SSH');
  const others = ports.filter(({ port }) => port !== SSH);
  for (const [{ path }, first] of repeats(others, ({ port }) => port)) {
    report(path, `is also ${formatPath(first.path)}`);
  }
};

/** The bastion's mirror and its SSH have a port each. */
export const mirrorPort: ErrorRule = (config, report) => {
  if (config.bastion && config.bastion.mirrorPort === SSH) {
    report(['bastion', 'mirrorPort'], 'is the port of SSH');
  }
};

/** The listeners of the load balancer have a port each: one for bootstrap, one a broker. */
export const loadBalancerPorts: ErrorRule = (config, report) => {
  const ports = externalPorts(config);
  for (const { path, value, byConvention } of ports) {
    if (value <= HIGHEST_PORT) continue;
    const fix = byConvention ? 'set externalPort, or a lower ports.externalBase' : undefined;
    report(path, `its port on the load balancer would be ${value}`, { allowed: `1 to ${HIGHEST_PORT}`, fix });
  }
  const bootstrap = { path: ['ports', 'bootstrap'], value: config.ports?.bootstrap };
  const all = bootstrap.value === undefined ? ports : [bootstrap, ...ports];
  for (const [{ path, value }, first] of repeats(all, (port) => port.value)) {
    report(path, `takes the port ${value} of the load balancer, as does ${formatPath(first.path)}`, {
      fix: 'set another externalPort',
    });
  }
};
