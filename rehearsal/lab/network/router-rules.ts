import type { CloudView } from '../../cloud/model';

/** The router's interface towards the internet. */
export const WAN = 'wan';

/** Where the cloud keeps services of its own, such as object storage, for hosts without internet. */
export const SERVICES = '100.64.0.0/10';

/**
 * What the router lets through and translates, as rules of nftables.
 *
 * @param inside addresses on the internet with a way of their own into the VPC, as by a VPN
 */
export function routerRules(view: Pick<CloudView, 'instances'>, inside: readonly string[] = []): string {
  const open = view.instances.filter(({ publicIp }) => publicIp !== '');
  const each = (line: (privateIp: string, publicIp: string) => string): string =>
    open.map(({ privateIp, publicIp }) => `    ${line(privateIp, publicIp)}\n`).join('');
  return `table ip router
delete table ip router
table ip router {
  chain prerouting {
    type nat hook prerouting priority dstnat;
${each((host, address) => `iifname "${WAN}" ip daddr ${address} dnat to ${host}`)}  }
  chain postrouting {
    type nat hook postrouting priority srcnat;
${each((host, address) => `oifname "${WAN}" ip saddr ${host} snat to ${address}`)}  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    iifname "${WAN}" ct status dnat accept
${inside.map((address) => `    iifname "${WAN}" ip saddr ${address} accept\n`).join('')}${each((host) => `oifname "${WAN}" ip saddr ${host} accept`)}    iifname != "${WAN}" oifname != "${WAN}" accept
    oifname "${WAN}" ip daddr ${SERVICES} accept
  }
  chain input {
    type filter hook input priority filter; policy drop;
    icmp type echo-request accept
  }
}
`;
}
