/** Kinds of text in a picture: what the style sheet says of them, and what the layout reckons with. */
export const TEXT_STYLES = {
  title: { size: 16, weight: 700, mono: false },
  heading: { size: 13, weight: 700, mono: false },
  note: { size: 11, weight: 400, mono: false },
  code: { size: 11, weight: 400, mono: true },
  strong: { size: 11, weight: 700, mono: true },
  port: { size: 12, weight: 700, mono: true },
  chip: { size: 9.5, weight: 600, mono: false },
} as const;

export type TextStyle = keyof typeof TEXT_STYLES;

/** Every advance of the fonts that the style sheet names is at most 0.61 of the size. */
const MONO_WIDTH = 0.61;
/** Likewise for the proportional fonts, by the widest of them, and bold. */
const SANS_WIDTHS: readonly [RegExp, number][] = [
  [/[ .,:;'|!()ijl]/, 0.42],
  [/[mwMW%@]/, 1.12],
  [/[A-Z0-9]/, 0.8],
];
const SANS_WIDTH = 0.72;

/** How wide a text is at most, in pixels, without a browser and whichever of the fonts is there. */
export function textWidth(text: string, style: TextStyle): number {
  const { size, mono, weight } = TEXT_STYLES[style];
  if (mono) return Math.ceil(text.length * size * MONO_WIDTH);
  const bold = weight > 400 ? 1 : 0.92;
  const widths = [...text].map((char) => SANS_WIDTHS.find(([chars]) => chars.test(char))?.[1] ?? SANS_WIDTH);
  return Math.ceil(widths.reduce((sum, width) => sum + width, 0) * size * bold);
}

/** The widest of several texts. */
export function widest(texts: readonly string[], style: TextStyle): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, style)));
}

/** A host name on two lines: it breaks before the dot that leaves the longer line as short as can be. */
export function twoLines(host: string): [first: string, second: string] {
  const dots = [...host.matchAll(/\./g)].map(({ index }) => index);
  const longer = (at: number) => Math.max(at, host.length - at);
  const at = dots.reduce((best, dot) => (longer(dot) < longer(best) ? dot : best), host.length);
  return [host.slice(0, at), host.slice(at)];
}
