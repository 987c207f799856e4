import { SYSTEMD_FAKES } from './support/fakes';
import { NEWER, mirror, plan, running, useRolloutHosts, withThreads } from './support/step';
import { planFrom } from './support/rollout-host';

useRolloutHosts();

/** More than any disk has. */
const TOO_MUCH = '999999999';

test('a full system disk ends the change before anything is touched', async () => {
  const host = await running();
  const before = host.configuration();
  host.upload(withThreads(9));
  const run = await host.runOnFullDisk('/upload/rollout.sh', ['start']);
  expect(run).toMatchObject({
    code: 75,
    verdict: expect.stringMatching(
      /^NOT NOW: the disk of \/etc is full: 64 MiB .* Nothing was touched by this run\. Apply again$/,
    ),
  });
  expect(host.events()).toEqual([]);
  expect(host.configuration()).toEqual(before);
});

test('a disk that fills after the start ends the step before Kafka is stopped', async () => {
  const host = await running();
  host.program('systemd-run', `export SPACE_MIB=${TOO_MUCH}\n${SYSTEMD_FAKES['systemd-run']}`);
  const run = await host.change(withThreads(9));
  expect(run).toMatchObject({ code: 75, output: expect.stringContaining('the disk of /etc is full') });
  expect(host.events()).toEqual([]);
});

test('a new release needs room before it is fetched', async () => {
  const host = await running();
  const run = await host.change(planFrom(mirror, {}, NEWER), {}, { RELEASE_MIB: TOO_MUCH });
  expect(run).toMatchObject({ code: 75, output: expect.stringContaining('the disk of /opt is full') });
  expect(host.events()).toEqual([]);
  expect(mirror.requests).not.toContain(NEWER);
});

test('releases that are there need none', async () => {
  const host = await running();
  expect(await host.change(plan(), {}, { RELEASE_MIB: TOO_MUCH })).toMatchObject({ code: 0 });
});

test('a log that cannot be written decides nothing', async () => {
  const host = await running();
  host.program('tee', 'cat; exit 1');
  expect(await host.change(withThreads(9))).toMatchObject({ code: 0 });
  expect(host.events()).toEqual(['gate before', 'stop', 'start', 'gate after']);
});
