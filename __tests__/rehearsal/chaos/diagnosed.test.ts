import { reportJson } from '../../../doctor/report';
import type { Finding } from '../../../doctor/finding';
import { findingsIn } from '../../../rehearsal/scenarios/chaos/diagnosed';

const finding = (id: Finding['id']): Finding => ({ id, level: 'fault', seen: '', expected: '', fix: '' });

test('the kinds of findings in the report of the doctor', () => {
  const checks = [
    {
      title: 'hosts',
      level: 'fault' as const,
      findings: [finding('host-unreachable'), finding('kafka-stopped')],
    },
    { title: 'disks', level: 'ok' as const, well: 'all is well', findings: [] },
    { title: 'quorum', level: 'fault' as const, findings: [finding('host-unreachable')] },
  ];
  const report = reportJson([{ deployment: 'kafka', level: 'fault', checks }]);
  expect(findingsIn(report)).toEqual(['host-unreachable', 'kafka-stopped']);
  expect(findingsIn(reportJson([{ deployment: 'kafka', level: 'ok', checks: [] }]))).toEqual([]);
});

test('what is no report has none', () => {
  expect(findingsIn('')).toBeUndefined();
  expect(findingsIn('kafka: there is no state')).toBeUndefined();
});
