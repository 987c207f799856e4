import type { ClusterPlan } from '../plan/types';
import { wire, type Wire } from './shapes';
import type { Grid } from './grid';

/** How far above a broker's own wire that of the bootstrap port arrives. */
const BRANCH = 10;
const CORNER = 8;
const EDGE = 16;
const PORT_EDGE = 12;

/** The ways of connections: one straight wire a broker, and the bootstrap port's, which branches to every backend. */
export function drawWires(plan: ClusterPlan, grid: Grid): Wire[] {
  const bootstrap = plan.portMappings.find(({ nodeId }) => nodeId === undefined);
  const backends = grid.brokers.filter(({ broker }) => bootstrap?.backends.includes(broker.nodeId));
  return [
    ...rail(
      backends.map(({ y }) => y - BRANCH),
      grid,
    ),
    toLoadBalancer('bootstrap', grid, grid.bootstrapY),
    ...grid.brokers.flatMap(({ y }) => [
      toLoadBalancer('broker', grid, y),
      wire('broker', `M${listenerEnd(grid)} ${y}H${grid.cards.x}`, true),
    ]),
  ];
}

const listenerEnd = ({ balancer }: Grid): number => balancer.x + balancer.width - PORT_EDGE;

function toLoadBalancer(role: Wire['role'], { tidb, balancer }: Grid, y: number): Wire {
  return wire(role, `M${tidb.x + tidb.width - EDGE} ${y}H${balancer.x + PORT_EDGE}`, true);
}

/** From the bootstrap listener to a vertical rail, and from there to each backend. */
function rail(heights: readonly number[], grid: Grid): Wire[] {
  const { bootstrapY, balancer, cards } = grid;
  const x = balancer.x + balancer.width + 24;
  const start = `M${listenerEnd(grid)} ${bootstrapY}`;
  return heights.map((y) => {
    const down = y - bootstrapY;
    const step = Math.min(CORNER, Math.abs(down) / 2) * Math.sign(down);
    const turn = Math.abs(step);
    const path = `H${x - turn}q${turn} 0 ${turn} ${step}V${y - step}q0 ${step} ${turn} ${step}H${cards.x}`;
    return wire('bootstrap', start + path, true);
  });
}
