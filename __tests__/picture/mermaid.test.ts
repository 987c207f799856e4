import { toMermaid } from '../../picture/mermaid';
import type { ClusterPlan } from '../../plan/types';
import { inMermaid } from './support/in-mermaid';
import { PLANS } from './support/plans';

jest.setTimeout(120_000);

interface Chart {
  readonly type: string;
  readonly texts: Record<string, string>;
  readonly edges: string[];
  readonly subgraphs: { id: string; title: string; nodes: string[] }[];
}

const PARSE = `async (text) => {
  await mermaid.parse(text);
  const { db, type } = await mermaid.mermaidAPI.getDiagramFromText(text);
  return {
    type,
    texts: Object.fromEntries([...db.getVertices().values()].map(({ id, text }) => [id, text])),
    edges: db.getEdges().map(({ start, end }) => start + ' ' + end),
    subgraphs: db.getSubGraphs().map(({ id, title, nodes }) => ({ id, title, nodes })),
  };
}`;

const parse = (texts: readonly string[]): Chart[] => inMermaid(texts, PARSE);

test('the largest deployment stays within what Mermaid draws unasked: 50000 characters, 500 edges', () => {
  const [, plan] = PLANS.find(([name]) => name === '49 brokers') as (typeof PLANS)[number];
  expect(toMermaid(plan).length).toBeLessThan(50_000);
  expect(expectedEdges(plan).length).toBeLessThan(500);
});

describe('Mermaid understands', () => {
  let charts: Chart[];
  beforeAll(() => {
    charts = parse(PLANS.map(([, plan]) => toMermaid(plan)));
  });

  test.each(PLANS.map(([name, plan], index) => [name, plan, index] as const))('%s', (_name, plan, index) => {
    const { type, texts, edges, subgraphs } = charts[index] as Chart;
    expect(type).toMatch(/^flowchart/);
    for (const {
      nodeId,
      name,
      externals: [external],
      roles,
    } of plan.brokers) {
      expect(texts[`at-${nodeId}`]).toBe(`${external.host}<br>:${external.port}`);
      expect(texts[`broker-${nodeId}`]).toContain(`${name}<br>${roles.join(', ')}`);
    }
    expect(edges.sort()).toEqual(expectedEdges(plan).sort());
    expect(subgraphs.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['TiDB Cloud', ...plan.zones.map(({ id }) => id)]),
    );
    for (const { zone, nodeId } of plan.brokers) {
      const subnets = subgraphs.find(({ title }) => title === zone)?.nodes ?? [];
      const hosts = subgraphs.filter(({ id }) => subnets.includes(id)).flatMap(({ nodes }) => nodes);
      expect(hosts).toContain(`broker-${nodeId}`);
    }
  });
});

test('which refuses what is no flowchart', () => {
  expect(() => parse(['flowchart LR\n  a["open'])).toThrow('Parse error');
});

function expectedEdges({ portMappings }: ClusterPlan): string[] {
  return portMappings.flatMap(({ nodeId = 'bootstrap', backends }) => [
    `changefeed at-${nodeId}`,
    `at-${nodeId} service`,
    `service listener-${nodeId}`,
    ...backends.map((backend) => `listener-${nodeId} broker-${backend}`),
  ]);
}
