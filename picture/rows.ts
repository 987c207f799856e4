import type { BastionPlan, BrokerPlan, ClusterPlan, ZonePlan } from '../plan/types';

/** Distance of two hosts, middle to middle. */
export const ROW_HEIGHT = 50;
export const HOST_HEIGHT = 42;
const ZONE_HEAD = 28;
const VSWITCH_HEAD = 24;
const PADDING = 10;
const GAP = 12;

/** Where everything stands from top to bottom. A broker's row goes through all columns, so that its wire is straight. */
export interface Rows {
  readonly zones: readonly ZoneRow[];
  /** Lower end of the last zone. */
  readonly bottom: number;
}

export interface ZoneRow extends Span {
  readonly id: string;
  readonly vswitches: readonly VSwitchRow[];
}

export interface VSwitchRow extends Span {
  /** Name, or the id of one that exists already, and range. */
  readonly name: string;
  readonly cidr: string;
  readonly hosts: readonly HostRow[];
}

export interface HostRow {
  readonly host: { readonly broker: BrokerPlan } | { readonly bastion: BastionPlan };
  /** The middle of the row. */
  readonly y: number;
}

interface Span {
  readonly y: number;
  readonly height: number;
}

type Host = HostRow['host'];
type Subnet = { name: string; cidr: string; hosts: Host[] };

/** Zones in the order of the file, in each the bastion and then its brokers by node id. */
export function planRows(plan: ClusterPlan, top: number): Rows {
  let y = top;
  const zones = zoneIds(plan).map((id) => {
    const zone = zoneRow(id, subnets(plan, id), y);
    y += zone.height + GAP;
    return zone;
  });
  return { zones, bottom: y - GAP };
}

/** As `planRows`, as high up as `least` and such that no broker's row is above `firstBroker`. */
export function planRowsBelow(plan: ClusterPlan, least: number, firstBroker: number): Rows {
  const rows = planRows(plan, least);
  const heights = hostRows(rows).flatMap(({ host, y }) => ('broker' in host ? [y] : []));
  return planRows(plan, least + Math.max(0, firstBroker - Math.min(...heights)));
}

export function hostRows({ zones }: Rows): HostRow[] {
  return zones.flatMap(({ vswitches }) => vswitches.flatMap(({ hosts }) => hosts));
}

function zoneIds({ zones, bastion }: ClusterPlan): string[] {
  return [...new Set([...zones.map(({ id }) => id), ...(bastion ? [bastion.zone] : [])])];
}

function subnets({ zones, brokers, bastion }: ClusterPlan, zone: string): Subnet[] {
  const ofBrokers = zones
    .filter(({ id }) => id === zone)
    .map((entry) => ({
      ...subnet(entry),
      hosts: brokers.filter((broker) => broker.zone === zone).map((broker) => ({ broker })),
    }));
  return bastion?.zone === zone ? [{ ...subnet(bastion), hosts: [{ bastion }] }, ...ofBrokers] : ofBrokers;
}

function subnet({ vswitchId, vswitchName, cidr }: ZonePlan | BastionPlan): Omit<Subnet, 'hosts'> {
  return { name: vswitchId ?? vswitchName, cidr };
}

function zoneRow(id: string, parts: readonly Subnet[], top: number): ZoneRow {
  let y = top + ZONE_HEAD;
  const vswitches = parts.map((part) => {
    const row = vswitchRow(part, y);
    y += row.height + PADDING;
    return row;
  });
  return { id, vswitches, y: top, height: y - top };
}

function vswitchRow({ name, cidr, hosts }: Subnet, top: number): VSwitchRow {
  const first = top + VSWITCH_HEAD + HOST_HEIGHT / 2;
  const rows = hosts.map((host, index) => ({ host, y: first + index * ROW_HEIGHT }));
  const inside = hosts.length === 0 ? 0 : hosts.length * ROW_HEIGHT - (ROW_HEIGHT - HOST_HEIGHT);
  return { name, cidr, hosts: rows, y: top, height: VSWITCH_HEAD + inside + PADDING };
}
