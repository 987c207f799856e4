import { TEXT_STYLES } from './text';

/** Colours by what they are for: light, dark. Texts have a contrast of at least 4.5 on their boxes. */
const COLOURS = {
  page: ['#ffffff', '#0d1117'],
  frame: ['#d8dee6', '#2b333d'],
  ink: ['#1b2330', '#eaf0f7'],
  muted: ['#586374', '#9aa7b6'],
  'tidb-fill': ['#fdf3f5', '#1f1419'],
  'tidb-edge': ['#e9a9b8', '#7c3a4a'],
  'vpc-fill': ['#f5f8fc', '#111822'],
  'vpc-edge': ['#b9cbe3', '#33475f'],
  'service-fill': ['#efeafd', '#1e1a33'],
  'service-edge': ['#b6a4ef', '#5d4ea1'],
  'balancer-fill': ['#e6f0fd', '#13233a'],
  'balancer-edge': ['#93bbee', '#2f5d96'],
  'zone-fill': ['#ffffff', '#0d131b'],
  'zone-edge': ['#d3dce8', '#2a3644'],
  'vswitch-fill': ['#f3f6f9', '#151d27'],
  'vswitch-edge': ['#dfe6ee', '#243040'],
  'host-fill': ['#ffffff', '#1b2531'],
  'host-edge': ['#bcc8d6', '#3c4b5d'],
  'port-fill': ['#d5e6fc', '#17304f'],
  'port-ink': ['#0b4a9e', '#9ccaff'],
  broker: ['#2f7de1', '#4f9bf5'],
  'bootstrap-fill': ['#fdebcf', '#3a2a0f'],
  'bootstrap-ink': ['#7d4700', '#ffcb80'],
  bootstrap: ['#e0901c', '#e5a03b'],
  'controller-fill': ['#e7e0fb', '#2d2450'],
  'controller-ink': ['#4b329c', '#c9b8ff'],
  'chip-fill': ['#d9f1e3', '#143626'],
  'chip-ink': ['#0c5a33', '#86e0ae'],
  'public-fill': ['#fbe1dc', '#44201a'],
  'public-ink': ['#96260f', '#ffb4a3'],
  'ssh-fill': ['#e8ecf1', '#2a3542'],
} as const;

const SANS =
  "-apple-system, 'Segoe UI', 'Noto Sans', Roboto, Helvetica, Arial, 'Liberation Sans', sans-serif";
const MONO =
  "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace";

const colours = (scheme: 0 | 1): string =>
  Object.entries(COLOURS)
    .map(([name, pair]) => `--${name}:${pair[scheme]}`)
    .join(';');

const texts = Object.entries(TEXT_STYLES)
  .map(
    ([name, { size, weight, mono }]) =>
      `.${name}{font:${weight} ${size}px ${mono ? 'var(--mono)' : 'var(--sans)'}}`,
  )
  .join('\n');

const framed = ['tidb', 'vpc', 'service', 'balancer', 'zone', 'vswitch', 'host']
  .map((role) => `.${role}>rect{fill:var(--${role}-fill);stroke:var(--${role}-edge)}`)
  .join('\n');

const filled = ['port', 'bootstrap', 'controller', 'chip', 'public']
  .map((role) => `.${role}>rect{fill:var(--${role}-fill)}\n.${role}>text{fill:var(--${role}-ink)}`)
  .join('\n');

/** Written into every picture: an image in a page sees no style sheet but its own. */
export const STYLE_SHEET = `svg{${colours(0)};--sans:${SANS};--mono:${MONO}}
@media (prefers-color-scheme:dark){svg{${colours(1)}}}
.page{fill:var(--page);stroke:var(--frame)}
text{fill:var(--ink)}
${texts}
.muted{fill:var(--muted)}
${framed}
${filled}
.balancer>.port>rect{fill:var(--host-fill);stroke:var(--balancer-edge)}
.ssh>rect{fill:var(--ssh-fill)}
.leaving>rect,.unbuilt>rect{fill:var(--host-fill);stroke:var(--host-edge);stroke-dasharray:5 4}
g.vpc>rect,g.tidb>rect{stroke-width:1.5}
.wire{fill:none;stroke-width:1.75}
.wire.broker{stroke:var(--broker)}
.wire.bootstrap{stroke:var(--bootstrap)}
.head.broker{fill:var(--broker)}
.head.bootstrap{fill:var(--bootstrap)}
`;
