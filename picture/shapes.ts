import type { TextStyle } from './text';

/** A picture in pixels, from the upper left corner, not yet in any format. */
export interface Picture {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** From the back to the front. */
  readonly shapes: readonly Shape[];
}

export type Shape = Box | Label | Wire;

/** A rounded rectangle and what lies in it. */
export interface Box {
  readonly kind: 'box';
  readonly role: BoxRole;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export type BoxRole =
  | 'tidb'
  | 'vpc'
  | 'service'
  | 'balancer'
  | 'zone'
  | 'vswitch'
  | 'host'
  | 'leaving'
  | 'unbuilt'
  | 'port'
  | 'bootstrap'
  | 'ssh'
  | 'chip'
  | 'controller'
  | 'public';

/** One line of text on its base line. */
export interface Label {
  readonly kind: 'label';
  readonly style: TextStyle;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Which point of the text stands at `x`. */
  readonly anchor?: 'middle' | 'end';
  /** Less conspicuous. */
  readonly muted?: boolean;
}

/** A way that connections take: SVG path data. */
export interface Wire {
  readonly kind: 'wire';
  readonly role: 'broker' | 'bootstrap';
  readonly path: string;
  /** Ends with an arrow head. */
  readonly arrow: boolean;
}

export const label = (
  style: TextStyle,
  text: string,
  x: number,
  y: number,
  rest: Pick<Label, 'anchor' | 'muted'> = {},
): Label => ({ kind: 'label', style, text, x, y, ...rest });

export const box = (
  role: BoxRole,
  [x, y, width, height]: readonly [x: number, y: number, width: number, height: number],
  shapes: readonly Shape[] = [],
): Box => ({ kind: 'box', role, x, y, width, height, shapes });

export const wire = (role: Wire['role'], path: string, arrow = false): Wire => ({
  kind: 'wire',
  role,
  path,
  arrow,
});
