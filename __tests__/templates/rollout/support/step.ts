import { type Mirror, startMirror } from '../../support/sandbox/mirror';
import { archive } from '../../support/sandbox/sandbox';
import { KAFKA_TOOLS } from '../../support/sandbox/fakes';
import { FAKE_JAVA } from './fakes';
import { planFrom, RolloutHost } from './rollout-host';

/** What a rolling change of one broker does, in this order. */
export const ROLLING = ['gate before', 'stop', 'start', 'gate after'];

/** The archive of a newer release. */
export const NEWER = 'kafka_2.13-3.9.1.tgz';

/** Offers the archives; there while tests run. */
export let mirror: Mirror;

let host: RolloutHost | undefined;

/** Starts the mirror for the tests of a file, and removes the host of each. */
export function useRolloutHosts(): void {
  jest.setTimeout(60_000);
  beforeAll(async () => {
    mirror = await startMirror(FAKE_JAVA);
    mirror.archives[NEWER] = archive('kafka_2.13-3.9.1', KAFKA_TOOLS);
  });
  beforeEach(() => {
    mirror.requests.length = 0;
  });
  afterEach(() => {
    host?.remove();
    host = undefined;
  });
  afterAll(() => mirror.stop());
}

export const plan = () => planFrom(mirror);

export const withThreads = (value: number | string) =>
  planFrom(mirror, { kafka: { properties: { 'num.io.threads': value } } });

/** A broker that serves. */
export const running = async (from = plan()) => (host = await RolloutHost.running(mirror, from));

/** A host that has not booted yet. */
export const blank = () => (host = RolloutHost.blank(mirror, plan()));
