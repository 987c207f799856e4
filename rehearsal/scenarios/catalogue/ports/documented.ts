/** A row of the threat model: who reaches which TCP ports of whom. */
export interface Way {
  readonly from: string;
  readonly to: string;
  /** Ascending. */
  readonly ports: readonly number[];
}

/**
 * Reads the table "From, To, TCP ports" of a Markdown document. Ports are listed as in `22, 9092–9095`; "none" is none.
 *
 * @throws Error when there is no such table, or a cell is neither
 */
export function documentedWays(markdown: string): Way[] {
  const rows = markdown.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const head = rows.findIndex(
    ([, from, to, ports]) => from === 'From' && to === 'To' && ports === 'TCP ports',
  );
  if (head < 0) throw new Error('there is no table of From, To and TCP ports');
  const end = rows.findIndex((cells, index) => index > head && cells.length < 4);
  return rows.slice(head + 2, end < 0 ? undefined : end).map(([, from = '', to = '', ports = '']) => {
    return { from, to, ports: portsOf(ports) };
  });
}

function portsOf(text: string): number[] {
  if (text === 'none') return [];
  return text.split(', ').flatMap((part) => {
    const [first = NaN, last = first] = part.split('–').map(Number);
    if (!(first <= last)) throw new Error(`'${text}' is no list of ports`);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
