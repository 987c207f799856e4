import type { Prerequisite } from '../common';

/** What TiDB Cloud's side and its clients need on the machine beyond what every lab does. */
export const PRIVATE_LINK_PREREQUISITES: readonly Prerequisite[] = [
  { command: 'ip', apt: 'iproute2', dnf: 'iproute' },
  { command: 'nft', apt: 'nftables', dnf: 'nftables' },
  { command: 'dnsmasq', apt: 'dnsmasq-base', dnf: 'dnsmasq' },
];

/** What the Java client needs. */
export const JAVA_CLIENT_PREREQUISITES: readonly Prerequisite[] = [
  { command: 'java', apt: 'openjdk-17-jdk-headless', dnf: 'java-17-openjdk-devel' },
  { command: 'javac', apt: 'openjdk-17-jdk-headless', dnf: 'java-17-openjdk-devel' },
  { command: 'tar', apt: 'tar', dnf: 'tar' },
];
