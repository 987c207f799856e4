import { isUsable, parseAddress } from '../../domain/cidr';
import { formatPath } from '../problems/problem';
import { placedHosts, type PlacedHost } from './hosts';
import { repeats, type ErrorRule } from './rule';

/** Alibaba Cloud reserves the first and the last three addresses of a vSwitch. */
const usable = ({ address, subnet }: PlacedHost): boolean =>
  isUsable(subnet.range, parseAddress(address.value) ?? NaN);

/** A host's address is in its vSwitch and is not one that Alibaba Cloud reserves. */
export const usableAddresses: ErrorRule = (config, report) => {
  for (const host of placedHosts(config)) {
    if (usable(host)) continue;
    const { address, subnet } = host;
    const subject = address.byConvention ? `its default address ${address.value} ` : '';
    report(address.path, `${subject}is not a usable address of the vSwitch ${subnet.cidr}`, {
      allowed: 'an address inside the vSwitch, but not its first or one of its last three',
      fix: address.byConvention ? 'set address' : undefined,
    });
  }
};

/** Two hosts of a vSwitch have two addresses. Where two vSwitches overlap, that is the mistake to report. */
export const uniqueAddresses: ErrorRule = (config, report) => {
  const hosts = placedHosts(config).filter(usable);
  const network = ({ subnet }: PlacedHost) => subnet.vswitchId ?? formatPath(subnet.path);
  for (const [{ address }, first] of repeats(hosts, (host) => `${network(host)} ${host.address.value}`)) {
    report(address.path, `has the same address ${address.value} as ${formatPath(first.address.path)}`, {
      fix: 'set another address',
    });
  }
};
