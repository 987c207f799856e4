import { inMermaid } from '../picture/support/in-mermaid';
import { documents } from './support/documents';

jest.setTimeout(120_000);

/** Mermaid blocks of all documents, by document. */
const diagrams = documents().flatMap(({ path, text }) =>
  [...text.matchAll(/^ *```mermaid\n([^]*?)^ *```$/gm)].map(([, diagram = '']) => ({ path, diagram })),
);

/** What Mermaid takes each diagram for, or why it refuses it. */
const judged = (texts: readonly string[]): string[] =>
  inMermaid(
    texts,
    `async (text) => {
      try {
        return (await mermaid.parse(text)).diagramType;
      } catch (error) {
        return String(error);
      }
    }`,
  );

test('every diagram of a document can be drawn', () => {
  const types = judged(diagrams.map(({ diagram }) => diagram));
  const refused = diagrams.map(({ path }, index) => ({ path, type: types[index] ?? 'not judged' }));
  expect(refused.filter(({ type }) => !/^(sequence|flowchart-v2|flowchart)$/.test(type))).toEqual([]);
});

test('documents have diagrams', () => {
  expect(diagrams.map(({ path }) => path)).toContain('docs/how-it-works.md');
});

test('a diagram with a mistake is refused', () => {
  expect(judged(['sequenceDiagram\n  A->>B'])).toEqual([expect.stringContaining('Parse error')]);
});
