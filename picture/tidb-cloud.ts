import type { ClusterPlan } from '../plan/types';
import { box, label, type Box, type BoxRole } from './shapes';
import { twoLines, widest } from './text';
import type { Grid } from './grid';

const PADDING = 16;
const PORT_GAP = 12;
const PORT_HEIGHT = 22;
const BOOTSTRAP: readonly [string, string] = ['bootstrap', 'any broker'];

/** The names and ports by which the changefeed connects, each at the height of its broker. */
export function drawTidbCloud(plan: ClusterPlan, grid: Grid): Box {
  const { tidb, top, bottom } = grid;
  const left = tidb.x + PADDING;
  const ports = portWidth(plan);
  const target = (role: BoxRole, [first, second]: readonly [string, string], port: number, y: number) => {
    const x = tidb.x + tidb.width - PADDING - ports;
    return [
      label('strong', first, left, y - 2),
      label('code', second, left, y + 12, { muted: true }),
      box(
        role,
        [x, y - PORT_HEIGHT / 2, ports, PORT_HEIGHT],
        [label('port', `:${port}`, x + ports / 2, y + 4, { anchor: 'middle' })],
      ),
    ];
  };
  return box(
    'tidb',
    [tidb.x, top, tidb.width, bottom - top],
    [
      label('title', 'TiDB Cloud', left, top + 29),
      label('note', 'changefeed', left, top + 48, { muted: true }),
      ...target('bootstrap', BOOTSTRAP, plan.externalListeners[0].bootstrap, grid.bootstrapY),
      ...grid.brokers.flatMap(
        ({
          broker: {
            externals: [external],
          },
          y,
        }) => target('port', twoLines(external.host), external.port, y),
      ),
    ],
  );
}

export function tidbCloudWidth(plan: ClusterPlan): number {
  const names = [BOOTSTRAP, ...plan.brokers.map(({ externals: [external] }) => twoLines(external.host))];
  return PADDING + widest(names.flat(), 'strong') + PORT_GAP + portWidth(plan) + PADDING;
}

const portWidth = ({ portMappings }: ClusterPlan): number =>
  widest(
    portMappings.map(({ port }) => `:${port}`),
    'port',
  ) + 14;
