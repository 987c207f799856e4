import type { ClusterPlan } from '../plan/types';
import { label, wire, type Shape, type Wire } from './shapes';
import { textWidth } from './text';

export const LEGEND_HEIGHT = 40;
const SAMPLE = 28;

/** What the colours mean, below everything. */
export function drawLegend(plan: ClusterPlan, left: number, top: number): Shape[] {
  const y = top + 24;
  let x = left;
  const text = (words: string): Shape => {
    const shape = label('note', words, x, y, { muted: true });
    x += textWidth(words, 'note') + 22;
    return shape;
  };
  const sample = (role: Wire['role'], words: string): Shape[] => {
    const line = wire(role, `M${x} ${y - 4}H${x + SAMPLE}`, true);
    x += SAMPLE + 10;
    return [line, text(words)];
  };
  return [
    ...sample('bootstrap', 'bootstrap: any broker'),
    ...sample('broker', 'own port of each broker'),
    text(`${inside(plan)} inside the VPC`),
    ...(plan.stage === 'link' ? [text('dashed: built with stage full')] : []),
  ];
}

function inside(plan: ClusterPlan): string {
  const internal = `INTERNAL :${plan.ports.internal}`;
  return plan.cluster === 'new'
    ? `${internal} and CONTROLLER :${plan.ports.controller} stay`
    : `brokers run already; ${internal} stays`;
}
