import { causesOf } from '../../doctor/causes';
import type { Finding, FindingId } from '../../doctor/finding';

const finding = (id: FindingId, nodes: number[]): Finding => ({
  id,
  level: 'fault',
  nodes,
  seen: `${id} ${nodes.join()}`,
  expected: '',
  fix: '',
});

const sorted = (...findings: Finding[]) =>
  causesOf(findings).map(({ finding: { id, nodes }, effects }) => [id, nodes, effects.map((one) => one.id)]);

test('a finding is the effect of a cause at its own broker', () => {
  expect(
    sorted(finding('file-differs', []), finding('port-closed', [1]), finding('listener-closed', [1])),
  ).toEqual([
    ['file-differs', [], []],
    ['port-closed', [1], ['listener-closed']],
  ]);
});

test('a finding about no broker is the effect of the first that explains it', () => {
  expect(sorted(finding('kafka-stopped', [2]), finding('under-replicated', []))).toEqual([
    ['kafka-stopped', [2], ['under-replicated']],
  ]);
});
