import type { ClusterPlan } from '../plan/types';
import { drawLegend, LEGEND_HEIGHT } from './legend';
import { HostCards } from './host-card';
import { drawLoadBalancer, loadBalancerWidth } from './load-balancer';
import { hostRows, planRows, planRowsBelow, ROW_HEIGHT, type ZoneRow } from './rows';
import { box, label, type Box, type Picture, type Shape } from './shapes';
import { textWidth } from './text';
import { drawTidbCloud, tidbCloudWidth } from './tidb-cloud';
import { drawWires } from './wires';
import type { Grid } from './grid';

const MARGIN = 20;
const PADDING = 16;
const LINK_WIDTH = 56;
const SERVICE_WIDTH = 118;
const SERVICE_GAP = 28;
const RAIL_WIDTH = 64;
const VSWITCH_INSET = 10;
const PANELS_Y = MARGIN + 62;
const BOOTSTRAP_Y = PANELS_Y + 62;

/** Draws a deployment from TiDB Cloud on the left to the hosts on the right. Pure: no file, no browser. */
export function drawPicture(plan: ClusterPlan): Picture {
  const rows = planRowsBelow(plan, PANELS_Y, BOOTSTRAP_Y + ROW_HEIGHT);
  const hosts = hostRows(rows);
  const hostCards = new HostCards(plan, hosts);
  const columns = placeColumns(plan, hostCards);
  const bottom = Math.max(rows.bottom, BOOTSTRAP_Y + 30) + PADDING;
  const grid: Grid = {
    ...columns,
    rows,
    bootstrapY: BOOTSTRAP_Y,
    brokers: hosts.flatMap(({ host, y }) => ('broker' in host ? [{ broker: host.broker, y }] : [])),
    top: MARGIN,
    panelsTop: PANELS_Y,
    bottom,
  };
  const width = columns.vpc.x + columns.vpc.width + MARGIN;
  return {
    title: `Kafka deployment ${plan.name}`,
    description: describe(plan),
    width,
    height: bottom + LEGEND_HEIGHT,
    shapes: [
      drawTidbCloud(plan, grid),
      box(
        'vpc',
        [columns.vpc.x, MARGIN, columns.vpc.width, bottom - MARGIN],
        [
          ...vpcHead(plan, columns.vpc.x + PADDING),
          drawService(grid),
          drawLoadBalancer(plan, grid),
          ...rows.zones.map((zone) => drawZone(zone, grid, hostCards)),
        ],
      ),
      ...drawWires(plan, grid),
      ...drawLegend(plan, MARGIN, bottom),
    ],
  };
}

function placeColumns(plan: ClusterPlan, hostCards: HostCards) {
  const tidb = { x: MARGIN, width: tidbCloudWidth(plan) };
  const vpcX = tidb.x + tidb.width + LINK_WIDTH;
  const service = { x: vpcX + PADDING, width: SERVICE_WIDTH };
  const balancer = { x: service.x + service.width + SERVICE_GAP, width: loadBalancerWidth(plan) };
  const zonesX = balancer.x + balancer.width + RAIL_WIDTH;
  const inner = Math.max(hostCards.width, headsWidth(plan));
  const cards = { x: zonesX + 2 * VSWITCH_INSET, width: inner };
  const right = Math.max(cards.x + inner + 2 * VSWITCH_INSET, vpcX + PADDING + vpcHeadWidth(plan));
  return { tidb, service, balancer, cards, vpc: { x: vpcX, width: right + PADDING - vpcX } };
}

/** Names of vSwitches may be longer than any card. */
function headsWidth(plan: ClusterPlan): number {
  const { zones } = planRows(plan, 0);
  return Math.max(
    ...zones.flatMap(({ id, vswitches }) => [
      textWidth(id, 'heading') + VSWITCH_INSET,
      ...vswitches.map(({ name, cidr }) => vswitchHeadWidth(name, cidr)),
    ]),
  );
}

function drawZone({ id, y, height, vswitches }: ZoneRow, { cards }: Grid, hostCards: HostCards): Box {
  const width = cards.width + 4 * VSWITCH_INSET;
  const x = cards.x - 2 * VSWITCH_INSET;
  return box(
    'zone',
    [x, y, width, height],
    [
      label('heading', id, x + VSWITCH_INSET + 2, y + 19),
      ...vswitches.map((vswitch) => {
        const left = x + VSWITCH_INSET;
        return box(
          'vswitch',
          [left, vswitch.y, width - 2 * VSWITCH_INSET, vswitch.height],
          [
            label('note', vswitch.name, cards.x, vswitch.y + 16),
            label('code', vswitch.cidr, cards.x + cards.width, vswitch.y + 16, {
              anchor: 'end',
              muted: true,
            }),
            ...vswitch.hosts.map((host) => hostCards.draw(host, cards.x)),
          ],
        );
      }),
    ],
  );
}

const vswitchHeadWidth = (name: string, cidr: string): number =>
  textWidth(name, 'note') + 12 + textWidth(cidr, 'code');

function drawService({ service, panelsTop, bottom }: Grid): Box {
  const middle = service.x + service.width / 2;
  return box(
    'service',
    [service.x, panelsTop, service.width, bottom - PADDING - panelsTop],
    [
      label('heading', 'PrivateLink', middle, panelsTop + 19, { anchor: 'middle' }),
      label('note', 'endpoint service', middle, panelsTop + 34, { anchor: 'middle', muted: true }),
    ],
  );
}

function vpcHead(plan: ClusterPlan, x: number): Shape[] {
  return [
    label('title', vpcTitle(plan), x, MARGIN + 29),
    label('note', vpcNote(plan), x, MARGIN + 48, { muted: true }),
  ];
}

const vpcTitle = ({ vpc }: ClusterPlan): string => vpc.id ?? vpc.name;
const vpcNote = ({ vpc, region }: ClusterPlan): string => `your VPC · ${vpc.cidr} · ${region}`;
const vpcHeadWidth = (plan: ClusterPlan): number =>
  Math.max(textWidth(vpcTitle(plan), 'title'), textWidth(vpcNote(plan), 'note'));

function describe({ brokers, zones, loadBalancerName, portMappings }: ClusterPlan): string {
  const ways = portMappings.map(({ port, backends }) => `${port} to node ${backends.join(', ')}`);
  return (
    `${brokers.length} brokers in ${zones.length} zones behind the load balancer ${loadBalancerName} ` +
    `and a PrivateLink endpoint service. Its listeners: ${ways.join('; ')}.`
  );
}
