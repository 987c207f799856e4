import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Moment } from '../../rehearsal/scenarios/ticloud';
import { Operator } from './support/operator';

jest.setTimeout(300_000);

const EXAMPLE = readFileSync(join(__dirname, '../../examples/link-first.yaml'), 'utf8');
const SIDE = 'tidbCloud: # ours\n  clusterId: "10140052"\n';
/** The first of two stages; of TiDB Cloud's side only the cluster is known. */
const TEXT = EXAMPLE.replace(/^tidbCloud:\n(?: .*\n)*/m, SIDE);

let operator: Operator;
beforeAll(async () => {
  operator = await Operator.open(['ap-southeast-1a', 'ap-southeast-1b']);
  operator.file = TEXT;
});
afterAll(() => operator.close());
afterEach(() => {
  operator.programs.mood = {};
  operator.programs.killAt(undefined);
});

const calls = () => operator.programs.calls;
const changes = () => calls().filter((call) => /create|apply|attach/.test(call));

test('the file of these tests is the example, but for the cluster', () => expect(TEXT).toContain(SIDE));

describe('before anything is built', () => {
  afterEach(() => expect(calls().filter((call) => call.startsWith('terraform'))).toEqual([]));

  test.each([
    [
      ['--wait', 'long', '--var', 'x', '--endpoint', 'y'],
      ["'long'", "'x'", "'y'"],
    ],
    [['--wat'], ["unknown option '--wat'", 'npx kafka-link link --help']],
  ])('%j is refused with all that is wrong', async (args, reasons) => {
    const { end, text } = await operator.link(...args);
    expect(end).toBe(2);
    for (const reason of reasons) expect(text).toContain(reason);
    expect(text).not.toMatch(/^\s+at /m);
  });

  test('a file without the cluster is refused', async () => {
    operator.file = TEXT.replace(SIDE, '');
    const { end, text } = await operator.link('--yes');
    operator.file = TEXT;
    expect(end).toBe(1);
    expect(text).toContain('tidbCloud.clusterId is missing in mine.yaml');
  });

  test('without a terminal it tells what it would do, and changes nothing', async () => {
    const { end, text } = await operator.link();
    expect({ end, file: operator.file }).toEqual({ end: 1, file: TEXT });
    expect(text).toContain(
      'write account 2222333344445555 and zones ap-southeast-1a, ap-southeast-1b to mine.yaml',
    );
    expect(text).toContain('--yes');
    expect(text).toMatch(/remaining steps:\n {2}- TiDB Cloud's side is known\n(.*\n)* {2}- checked/);
  });

  test('without a login it says how to get one', async () => {
    operator.programs.mood = { refuse: () => ({ status: '401 Unauthorized', message: 'invalid token' }) };
    const { end, text } = await operator.link('--yes');
    expect(end).toBe(1);
    expect(text).toContain('ticloud is not logged in: invalid token\nfix: ticloud auth login');
  });

  test('an account that is not TiDB Cloud’s is not whitelisted', async () => {
    operator.file = TEXT.replace(SIDE, `${SIDE}  accountId: "1111222233334444"\n`);
    const { end, text } = await operator.link('--yes');
    operator.file = TEXT;
    expect(end).toBe(1);
    expect(text).toContain("is 1111222233334444, but TiDB Cloud's account is 2222333344445555");
  });

  test('zones that no broker has lead nowhere', async () => {
    const elsewhere = await Operator.open(['ap-southeast-1c']);
    elsewhere.file = TEXT;
    const { end, text } = await elsewhere.link('--yes');
    expect({ end, file: elsewhere.file }).toEqual({ end: 1, file: TEXT });
    expect(text).toContain("none of TiDB Cloud's zones (ap-southeast-1c) is one of the zones");
    await elsewhere.close();
  });
});

/** Kills `npx kafka-link link` on the spot at a moment. */
async function killed(moment: Moment): Promise<string> {
  operator.programs.killAt(moment);
  const { end, text } = await operator.link('--yes', '--wait', '1');
  if (end !== 'SIGKILL') throw new Error(`it ended with ${end}:\n${text}`);
  return text;
}

describe('killed at every step, it goes on where it was', () => {
  test('once the account is written down', async () => {
    await killed({ program: 'terraform', command: 'init', when: 'before' });
    const { tidbCloud } = parse(operator.file) as { tidbCloud: unknown };
    expect(tidbCloud).toEqual({
      clusterId: '10140052',
      accountId: '2222333344445555',
      zones: ['ap-southeast-1a', 'ap-southeast-1b'],
    });
  });

  test('while the endpoint service is being built', async () => {
    await killed({ program: 'terraform', command: 'apply', when: 'during' });
    expect(operator.outputs()).toHaveProperty('endpoint_service_name');
  });

  test('a quota that is used up is named, with a way out', async () => {
    const quota = {
      status: '429 Too Many Requests',
      message: 'the quota of private link connections is exceeded',
    };
    operator.programs.mood = { refuse: (command) => (command === 'create' ? quota : undefined) };
    const { end, text } = await operator.link('--yes');
    expect(end).toBe(1);
    expect(text).toContain(
      `TiDB Cloud's quota is used up: ${quota.message}\nfix: delete an unused private link connection`,
    );
    expect(text).toContain('--alicloud.endpoint-service-name com.aliyuncs.privatelink.ap-southeast-1.epsrv-');
  });

  test('when the connection has just been created', async () => {
    await killed({ program: 'ticloud', command: 'create', when: 'during' });
    expect(operator.endpoints).toMatchObject([{ state: 'PENDING_ACCEPTANCE' }]);
  });

  test.each([
    [
      { state: 'CREATING' },
      1,
      'is still CREATING after 1 s: TiDB Cloud has not created the endpoint yet\nRun this again',
    ],
    [
      { state: 'FAILED', message: 'no zone in common' },
      1,
      'has FAILED: no zone in common\nfix: fix the cause',
    ],
  ])('%j ends it, and no second connection is made', async (state, code, reason) => {
    operator.programs.mood = { state };
    const { end, text } = await operator.link('--yes', '--wait', '1');
    expect(end).toBe(code);
    expect(text).toContain(reason);
    expect(changes()).toEqual([]);
  });

  test('a ticloud that does not tell the endpoint is helped out', async () => {
    operator.programs.mood = { brief: true };
    const { end, text } = await operator.link('--yes');
    expect(end).toBe(1);
    expect(text).toContain('set it with --endpoint ep-…');
  });

  test('once the endpoint is to be accepted', async () => {
    await killed({ program: 'terraform', command: 'plan', after: 1, when: 'before' });
    const { endpointService } = parse(operator.file) as { endpointService: unknown };
    expect(endpointService).toEqual({ acceptedEndpoints: [operator.endpoints[0]?.endpointId] });
    expect(operator.endpoints).toMatchObject([{ state: 'PENDING_ACCEPTANCE' }]);
  });

  test('while it is being accepted', async () => {
    await killed({ program: 'terraform', command: 'apply', when: 'during' });
    expect(operator.endpoints).toMatchObject([{ state: 'ACTIVE' }]);
  });

  test('an acceptance that TiDB Cloud never sees ends it after the time that was given', async () => {
    operator.programs.mood = { state: { state: 'PENDING_ACCEPTANCE' } };
    const { end, text } = await operator.link('--yes', '--wait', '1');
    expect(end).toBe(1);
    expect(text).toContain(
      'is still PENDING_ACCEPTANCE after 1 s: TiDB Cloud has not seen the acceptance yet',
    );
  });

  test('when the name was only shown, and when the domain has just been attached', async () => {
    await killed({ program: 'ticloud', command: 'dry-run', when: 'during' });
    await killed({ program: 'ticloud', command: 'attach-domains', when: 'during' });
    expect(operator.file).not.toContain('uniqueName');
  });

  test('once the name and the second stage are written down', async () => {
    await killed({ program: 'terraform', command: 'plan', after: 1, when: 'before' });
    expect(operator.file).toMatch(/^ {2}uniqueName: t\w{10}$/m);
    expect(operator.file).toMatch(/^stage: full$/m);
    expect(calls()).not.toContain('ticloud attach-domains');
  });

  test('at a terminal it asks, and no is no', async () => {
    const { end, text } = await operator.linkAtTerminal([['Apply this plan? [y/N]', 'n']]);
    expect(end).toBe(1);
    expect(text).toContain('not done: apply this plan');
    expect(changes()).toEqual([]);
  });

  test('and yes is yes: the brokers start under their names', async () => {
    const { end, text } = await operator.linkAtTerminal([['Apply this plan? [y/N]', 'y']]);
    expect({ end, text }).toMatchObject({ end: 0, text: expect.stringContaining('and bootstrap port 9092') });
    const name = /uniqueName: (\w+)/.exec(operator.file)?.[1];
    expect(operator.outputs()['brokers']?.value).toMatchObject({
      4: { external: `b4.${name}.alicloud.plc.tidbcloud.com:9096` },
    });
  });

  test('once more, nothing is left to do or to ask', async () => {
    operator.programs.killAt(undefined);
    const { end, text } = await operator.link();
    expect({ end, changes: changes(), endpoints: operator.endpoints.length }).toEqual({
      end: 0,
      changes: [],
      endpoints: 1,
    });
    expect(text).toContain('✓ brokers advertise it: nothing to apply');
  });

  test('all else in the file is as it was', () => {
    const lines = operator.file.split('\n');
    for (const line of TEXT.split('\n')) if (line !== 'stage: link') expect(lines).toContain(line);
    expect(lines.length - TEXT.split('\n').length).toBe(3 + 3); // account, zones, name; an endpoint with its parent
  });
});

describe('without ticloud', () => {
  test('a person runs its commands, and is asked for nothing that the file tells', async () => {
    const { end, text } = await operator.linkAtTerminal([], false);
    expect(end).toBe(0);
    expect(text).toContain('ticloud is not on PATH');
  });

  test('and without a person, it ends with the command to run', async () => {
    operator.file = TEXT;
    const { end, text } = await operator.linkWithoutTicloud('--yes');
    expect({ end, file: operator.file }).toEqual({ end: 1, file: TEXT });
    expect(text).toContain('ticloud serverless private-link-connection zones -c 10140052');
  });

  test('from nothing, every answer is typed', async () => {
    const other = await Operator.open([]);
    other.file = TEXT;
    const service = () => String(other.outputs()['endpoint_service_name']?.value);
    const endpoint = () => other.endpoints[0]?.endpointId ?? '';
    const create = async () => {
      await other.consumer.createConnection(service());
      return 'done';
    };
    const attach = async () => {
      other.consumer.attachDomain(endpoint()); // fails unless it is ACTIVE
      return 'done';
    };
    const { end, text } = await other.linkAtTerminal(
      [
        ['the accountId that it prints:', '12'],
        ['That is not a valid answer. Try again:', '2222333344445555'],
        ['the azIds that it prints', 'ap-southeast-1a ap-southeast-1b'],
        ['ap-southeast-1b to mine.yaml? [y/N]', 'y'],
        ['Apply this plan? [y/N]', 'y'],
        ['yes or no?', 'no'],
        ['in TiDB Cloud? [y/N]', 'y'],
        ['type done when it has succeeded:', create],
        ['the state that it prints:', 'PENDING_ACCEPTANCE'],
        ['Type it, ep-…:', async () => endpoint()],
        ['of mine.yaml? [y/N]', 'y'],
        ['Apply this plan? [y/N]', 'y'],
        ['the state that it prints:', 'PENDING_ACCEPTANCE'],
        ['the state that it prints:', 'ACTIVE'],
        ['the unique name that it prints:', 't1234'],
        ['with the unique name t1234? [y/N]', 'y'],
        ['type done when it has succeeded:', attach],
        ['in mine.yaml? [y/N]', 'y'],
        ['build the brokers with their names? [y/N]', 'n'],
        ['Apply this plan? [y/N]', 'y'],
      ],
      false,
    );
    expect({ end, text }).toMatchObject({
      end: 0,
      text: expect.stringContaining('set stage: full in mine.yaml'),
    });
    expect(parse(other.file)).toMatchObject({ stage: 'link', tidbCloud: { uniqueName: 't1234' } });
    await other.close();
  });
});
