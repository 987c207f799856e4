import type { Prerequisite } from '../common';

/** What load balancers need on the machine beyond what every lab does. */
export const NLB_PREREQUISITES: readonly Prerequisite[] = [
  { command: 'ip', apt: 'iproute2', dnf: 'iproute' },
  { command: 'nft', apt: 'nftables', dnf: 'nftables' },
  { command: 'haproxy', apt: 'haproxy', dnf: 'haproxy' },
];
