import { drawPicture } from '../../picture/layout';
import { toSvg } from '../../picture/svg';
import { inBrowser, type Scheme } from './support/browser';
import { PLANS } from './support/plans';

/** A browser starts twice. */
jest.setTimeout(120_000);

interface Faults {
  readonly labels: number;
  readonly overlapping: string[];
  /** Labels that leave the box or the picture that holds them. */
  readonly cut: string[];
  /** Boxes that leave the one around them, or overlap one beside them. */
  readonly boxes: string[];
  /** Labels that a wire runs through. */
  readonly crossed: string[];
  /** Labels whose contrast to their box is below 4.5, as WCAG asks of text. */
  readonly faint: string[];
}

/** Judges every picture of the page by what the browser has made of it. */
const JUDGE = `
  const edge = 0.5; // of anti-aliasing
  const inside = (a, b) => a.left >= b.left - edge && a.right <= b.right + edge && a.top >= b.top - edge && a.bottom <= b.bottom + edge;
  const meet = (a, b) => a.left < b.right - edge && b.left < a.right - edge && a.top < b.bottom - edge && b.top < a.bottom - edge;
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const pairs = (list) => list.flatMap((a, index) => list.slice(index + 1).map((b) => [a, b]));
  return [...document.querySelectorAll('svg')].map((svg) => {
    const whole = svg.getBoundingClientRect();
    const labels = [...svg.querySelectorAll('text')].map((node) => ({
      text: node.textContent,
      at: node.getBoundingClientRect(),
      ink: getComputedStyle(node).fill,
      box: (node.closest('g') ?? svg).querySelector(':scope > rect'),
    }));
    const boxes = [...svg.querySelectorAll('g > rect')].map((rect) => ({
      name: rect.parentNode.getAttribute('class'),
      at: rect.getBoundingClientRect(),
      around: (rect.parentNode.parentNode.closest('g') ?? svg).querySelector(':scope > rect').getBoundingClientRect(),
      parent: rect.parentNode.parentNode,
    }));
    const points = [...svg.querySelectorAll('path.wire')].flatMap((path) => {
      const length = path.getTotalLength();
      return Array.from({ length: Math.ceil(length / 3) }, (_, step) => path.getPointAtLength(step * 3)).map(({ x, y }) => ({ x: x + whole.left, y: y + whole.top }));
    });
    return {
      labels: labels.length,
      overlapping: pairs(labels).filter(([a, b]) => meet(a.at, b.at)).map(([a, b]) => a.text + ' / ' + b.text),
      cut: labels.filter(({ at, box }) => !inside(at, box.getBoundingClientRect()) || !inside(at, whole)).map(({ text }) => text),
      boxes: [
        ...boxes.filter(({ at, around }) => !inside(at, around)).map(({ name }) => name),
        ...pairs(boxes).filter(([a, b]) => a.parent === b.parent && meet(a.at, b.at)).map(([a, b]) => a.name + ' / ' + b.name),
      ],
      crossed: labels.filter(({ at }) => points.some(({ x, y }) => x > at.left && x < at.right && y > at.top && y < at.bottom)).map(({ text }) => text),
      faint: labels.filter(({ ink, box }) => contrast(ink, getComputedStyle(box).fill) < 4.5).map(({ text }) => text),
    };
  });
`;

describe.each<Scheme>(['light', 'dark'])('in a browser, %s', (scheme) => {
  let faults: Faults[];

  beforeAll(() => {
    const pictures = PLANS.map(([, plan]) => toSvg(drawPicture(plan)));
    faults = inBrowser<Faults[]>(pictures.join('\n'), JUDGE, scheme);
  });

  test.each(PLANS.map(([name], index) => [name, index] as const))(
    '%s: every label is whole, apart from the others and clear',
    (_name, index) => {
      const { labels, ...found } = faults[index] as Faults;
      expect(labels).toBeGreaterThan(10);
      expect(found).toEqual({ overlapping: [], cut: [], boxes: [], crossed: [], faint: [] });
    },
  );
});

test('the judge sees every kind of fault', () => {
  const svg = toSvg(drawPicture((PLANS[1] as (typeof PLANS)[number])[1]));
  const spoilt = {
    cut: svg.replace('>EXTERNAL<', '>EXTERNAL LISTENER<'),
    overlapping: svg.replace(/y="[\d.]+">any broker</, 'y="144">any broker<'),
    boxes: svg.replace(/(<g class="host">\n<rect x="\d+" y=)"\d+"/, '$1"150"'),
    crossed: svg.replace(/(<path class="wire broker" d=)"M/, '$1"M20 44H200M'),
    faint: svg.replace('<text class="title"', '<text style="fill:#ccc" class="title"'),
  };
  const found = inBrowser<Faults[]>(Object.values(spoilt).join('\n'), JUDGE);
  for (const [index, kind] of Object.keys(spoilt).entries()) {
    expect([kind, found[index]?.[kind as keyof Faults]]).not.toEqual([kind, []]);
  }
});

describe('as an image in a page, such as a README', () => {
  /** The colour of a point beside the frames. */
  const PIXEL = `
    const image = document.querySelector('img');
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return [image.naturalWidth, ...context.getImageData(10, canvas.height / 2, 1, 1).data];
  `;
  const svg = toSvg(drawPicture((PLANS[1] as (typeof PLANS)[number])[1]));
  const image = `<img src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`;

  test.each<[Scheme, number[]]>([
    ['light', [255, 255, 255, 255]],
    ['dark', [13, 17, 23, 255]],
  ])('it has a background of its own, %s', (scheme, colour) => {
    const [width, ...pixel] = inBrowser<number[]>(image, PIXEL, scheme);
    expect(width).toBeGreaterThan(1000);
    expect(pixel).toEqual(colour);
  });

  test('it needs nothing beside itself', () => {
    expect(svg).not.toMatch(/<script|<foreignObject|@import|href=|url\((?!#)/);
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
  });
});
