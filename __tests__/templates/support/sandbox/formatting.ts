import { type BrokerHost, DATA } from './broker-host';

/** Boots a host, which formats its disk for that reason and is ready. */
export async function expectFormatted(host: BrokerHost, reason: RegExp): Promise<void> {
  const run = await host.bootstrap();
  expect(run).toMatchObject({ code: 0, verdict: expect.stringMatching(/^READY/) });
  expect(run.output).toMatch(reason);
  expect(host.formats()).toBe(1);
}

/** Boots a host, which formats nothing and leaves its disk as it was. */
export async function expectRefused(host: BrokerHost, code: number, reason: RegExp): Promise<void> {
  const before = host.tree(DATA);
  const run = await host.bootstrap();
  expect(run).toMatchObject({ code, verdict: expect.stringMatching(reason) });
  expect(host.formats()).toBe(0);
  expect(host.tree(DATA)).toEqual(before);
}
