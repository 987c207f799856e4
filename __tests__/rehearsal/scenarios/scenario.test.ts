import { SILENT, reportTable } from '../../../rehearsal/scenarios/report';
import { runScenario, type Step } from '../../../rehearsal/scenarios/scenario';
import { quorumRows } from '../../../rehearsal/scenarios/steps/quorum';

const figures = { sent: 5, acknowledged: 5, consumed: 5, lost: 0, duplicated: 0, longestGapMs: 7 };

/** A step that undoes itself at the end, and fails when told so. */
function step(name: string, failure?: string): Step<string[]> {
  return {
    name,
    run: async (log, { count, onEnd }) => {
      onEnd(name, {
        undo: async () => void log.push(`undo ${name}`),
        leave: async () => void log.push(`leave ${name}`),
      });
      log.push(name);
      count(figures);
      if (failure) throw new Error(failure);
      return `${name} seen`;
    },
  };
}

const run = (steps: Step<string[]>[], log: string[], extra: { keep?: boolean; signal?: AbortSignal } = {}) =>
  runScenario('test', steps, log, { progress: SILENT, signal: new AbortController().signal, ...extra });

test('all steps run, then everything is undone, the latest first', async () => {
  const log: string[] = [];
  const report = await run([step('a'), step('b')], log);
  expect(log).toEqual(['a', 'b', 'undo b', 'undo a']);
  expect(report).toMatchObject({ scenario: 'test', ok: true, notRun: [] });
  expect(report.steps).toMatchObject([
    { name: 'a', ok: true, detail: 'a seen' },
    { name: 'b', ok: true, detail: 'b seen' },
  ]);
  expect(report.figures).toEqual({ ...figures, sent: 10, acknowledged: 10, consumed: 10 });
});

test('a failing step stops the scenario, tells its reason and is cleaned up after', async () => {
  const log: string[] = [];
  const report = await run([step('a'), step('b', 'no quorum'), step('c')], log, {});
  expect(log).toEqual(['a', 'b', 'undo b', 'undo a']);
  expect(report).toMatchObject({ ok: false, notRun: ['c'] });
  expect(report.steps[1]).toMatchObject({ name: 'b', ok: false, detail: 'no quorum' });
  expect(reportTable(report)).toMatch(/✓ a .*\n✗ b .*no quorum\n· c .*not run\n[^]*FAILED/);
});

test('with keep everything goes on by itself, but an interruption undoes everything', async () => {
  const kept: string[] = [];
  await run([step('a')], kept, { keep: true });
  expect(kept).toEqual(['a', 'leave a']);

  const stop = new AbortController();
  const log: string[] = [];
  const endless: Step<string[]> = { name: 'endless', run: () => new Promise(() => {}) };
  setTimeout(() => stop.abort(), 20);
  const report = await run([step('a'), endless, step('c')], log, { keep: true, signal: stop.signal });
  expect(log).toEqual(['a', 'undo a']);
  expect(report.steps[1]).toMatchObject({ ok: false, detail: 'interrupted' });
});

test('a clean-up that fails is reported and keeps no other from running', async () => {
  const log: string[] = [];
  const bad: Step<string[]> = {
    name: 'bad',
    run: async (_, { onEnd }) => {
      onEnd('bad', { undo: () => Promise.reject(new Error('still mounted')) });
      return '';
    },
  };
  const report = await run([step('a'), bad], log);
  expect(log).toEqual(['a', 'undo a']);
  expect(report.steps.at(-1)).toMatchObject({ name: 'clean up bad', ok: false, detail: 'still mounted' });
});

test('the table of the quorum is read by its column names, as Kafka 3.7 and 3.9 print them', () => {
  const old =
    'NodeId\tLogEndOffset\tLag\tLastFetchTimestamp\tLastCaughtUpTimestamp\tStatus  \t\n1     \t19          \t0  \t17\t17\tLeader  \t\n';
  const recent =
    'NodeId\tDirectoryId           \tLogEndOffset\tLag\tLastFetchTimestamp\tLastCaughtUpTimestamp\tStatus  \t\n3     \tAAAAAAAAAAAAAAAAAAAAAA\t231         \t84 \t17\t17\tFollower\t\n';
  expect([...quorumRows(old)]).toEqual([[1, { lag: 0, status: 'Leader' }]]);
  expect([...quorumRows(recent)]).toEqual([[3, { lag: 84, status: 'Follower' }]]);
});
