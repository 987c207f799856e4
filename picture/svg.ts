import type { Box, Label, Picture, Shape, Wire } from './shapes';
import { STYLE_SHEET } from './style-sheet';

const RADIUS: Partial<Record<Box['role'], number>> = {
  tidb: 16,
  vpc: 16,
  service: 10,
  balancer: 10,
  zone: 12,
  vswitch: 9,
  chip: 8,
  controller: 8,
  public: 8,
};

/** A picture as one self-contained SVG file, light or dark as the viewer prefers. */
export function toSvg({ title, description, width, height, shapes }: Picture): string {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="title description">`,
    `<title id="title">${escapeXml(title)}</title>`,
    `<desc id="description">${escapeXml(description)}</desc>`,
    `<style>\n${STYLE_SHEET}</style>`,
    ...['broker', 'bootstrap'].map(arrowHead),
    `<rect class="page" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="18"/>`,
    ...shapes.map(toElement),
    '</svg>',
    '',
  ].join('\n');
}

function arrowHead(role: string): string {
  const head = `<path class="head ${role}" d="M0 0L8 4L0 8Z"/>`;
  return `<marker id="to-${role}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">${head}</marker>`;
}

function toElement(shape: Shape): string {
  if (shape.kind === 'box') return boxElement(shape);
  return shape.kind === 'label' ? labelElement(shape) : wireElement(shape);
}

function boxElement({ role, x, y, width, height, shapes }: Box): string {
  const rect = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${RADIUS[role] ?? 7}"/>`;
  return [`<g class="${role}">`, rect, ...shapes.map(toElement), '</g>'].join('\n');
}

function labelElement({ style, text, x, y, anchor, muted }: Label): string {
  const classes = muted ? `${style} muted` : style;
  const at = anchor ? ` text-anchor="${anchor}"` : '';
  return `<text class="${classes}" x="${x}" y="${y}"${at}>${escapeXml(text)}</text>`;
}

function wireElement({ role, path, arrow }: Wire): string {
  const end = arrow ? ` marker-end="url(#to-${role})"` : '';
  return `<path class="wire ${role}" d="${path}"${end}/>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}
