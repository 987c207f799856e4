import type { ClusterPlan, PortMappingPlan } from '../plan/types';
import { box, label, type Box, type BoxRole } from './shapes';
import { textWidth, widest } from './text';
import type { Grid } from './grid';

const PADDING = 12;
const LISTENER_HEIGHT = 38;
const NOTE = 'internal, every zone';

/** The listeners with their server groups, each at the height of its broker. */
export function drawLoadBalancer(plan: ClusterPlan, grid: Grid): Box {
  const { balancer, panelsTop: top, bootstrapY, bottom } = grid;
  const { x, width } = balancer;
  const listener = (role: BoxRole, { port, serverGroupName }: PortMappingPlan, y: number) =>
    box(
      role,
      [x + PADDING, y - LISTENER_HEIGHT / 2, width - 2 * PADDING, LISTENER_HEIGHT],
      [
        label('port', `:${port}`, x + 2 * PADDING, y - 3),
        label('note', serverGroupName, x + 2 * PADDING, y + 12, { muted: true }),
      ],
    );
  const heights = new Map(grid.brokers.map(({ broker, y }) => [broker.nodeId, y]));
  return box(
    'balancer',
    [x, top, width, bottom - 16 - top],
    [
      label('heading', plan.loadBalancerName, x + PADDING, top + 19),
      label('note', NOTE, x + PADDING, top + 34, { muted: true }),
      ...plan.portMappings.map((entry) =>
        entry.nodeId === undefined
          ? listener('bootstrap', entry, bootstrapY)
          : listener('port', entry, heights.get(entry.nodeId) ?? 0),
      ),
    ],
  );
}

export function loadBalancerWidth({ loadBalancerName, portMappings }: ClusterPlan): number {
  const groups = portMappings.map(({ serverGroupName }) => serverGroupName);
  const heads = Math.max(textWidth(loadBalancerName, 'heading'), textWidth(NOTE, 'note'));
  return Math.max(widest(groups, 'note') + 4 * PADDING, heads + 2 * PADDING);
}
