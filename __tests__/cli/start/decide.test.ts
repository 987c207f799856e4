import { decide } from '../../../cli/rehearse/start/decide';
import type { Machine } from '../../../cli/rehearse/start/machine';
import { loadConfig } from '../../../config/load';

const config = loadConfig('kafka.yaml').config;
const haproxy = { command: 'haproxy', apt: 'haproxy', dnf: 'haproxy' };
const dnsmasq = { command: 'dnsmasq', apt: 'dnsmasq-base', dnf: 'dnsmasq' };

/** Debian with everything, as root. */
const full: Machine = {
  platform: 'linux',
  root: true,
  privileged: true,
  terraform: '/usr/bin/terraform',
  terraformOnPath: true,
  apt: true,
  missing: [],
  missingPackages: { cloud: [], rehearsal: [] },
};
const bare: Machine = { ...full, terraform: undefined, terraformOnPath: false };
const user: Machine = { ...full, root: false, privileged: false };

const decided = (machine: Machine, { mayInstall = true, of = config } = {}) => {
  const { run, install, skipped } = decide(machine, of, mayInstall);
  const why = skipped.map(({ what, hurdles }) => [what, ...hurdles.map(({ reason }) => reason)]);
  return { run, install, why };
};
const remedies = (machine: Machine, mayInstall = true) =>
  decide(machine, config, mayInstall).skipped.flatMap(({ hurdles }) => hurdles.map(({ remedy }) => remedy));

const APPLY = 'the apply to a simulated cloud';
const REHEARSAL = 'the rehearsal with real Kafka';
const NEITHER = 'there is neither terraform nor tofu on PATH';
const NO_TERRAFORM = 'there is no terraform on PATH';

test('root on Linux with everything rehearses, which contains the apply', () => {
  expect(decided(full)).toEqual({ run: 'rehearsal', install: [], why: [] });
});

test('what is missing is installed, each package once', () => {
  const missing = [haproxy, dnsmasq, { ...dnsmasq, command: 'other' }];
  expect(decided({ ...full, missing })).toEqual({
    run: 'rehearsal',
    install: ['haproxy', 'dnsmasq-base'],
    why: [],
  });
});

test.each([
  ['told so', full, false, 'apt-get install -y haproxy dnsmasq-base'],
  ['without apt-get', { ...full, apt: false }, true, 'dnf install -y haproxy dnsmasq'],
])('nothing is installed when %s: the apply remains', (_, machine, mayInstall, remedy) => {
  const missing = [haproxy, dnsmasq];
  expect(decided({ ...machine, missing }, { mayInstall })).toEqual({
    run: 'apply',
    install: [],
    why: [[REHEARSAL, 'missing: haproxy, dnsmasq']],
  });
  expect(remedies({ ...machine, missing }, mayInstall)).toEqual([remedy]);
});

test('nothing is installed for a rehearsal that something else prevents', () => {
  const { run, install, why } = decided({ ...bare, missing: [haproxy] });
  expect({ run, install }).toEqual({ run: 'nothing', install: [] });
  expect(why).toEqual([
    [APPLY, NEITHER],
    [REHEARSAL, NO_TERRAFORM],
  ]);
});

test('an ordinary user applies, and is told of sudo only: that installs the rest', () => {
  const machine = { ...user, missing: [haproxy] };
  expect(decided(machine)).toEqual({ run: 'apply', install: [], why: [[REHEARSAL, 'it needs root']] });
  expect(remedies(machine)).toEqual(['sudo npm start']);
});

test('an ordinary user without anything synthesizes, and is told of all at once', () => {
  const machine: Machine = { ...bare, root: false, privileged: false, apt: false, missing: [haproxy] };
  expect(decided(machine)).toEqual({
    run: 'nothing',
    install: [],
    why: [
      [APPLY, NEITHER],
      [REHEARSAL, 'it needs root', NO_TERRAFORM, 'missing: haproxy'],
    ],
  });
  expect(remedies(machine)).toContainEqual(expect.stringContaining('https://developer.hashicorp.com/'));
});

test('OpenTofu applies, but does not rehearse', () => {
  const { run, why } = decided({ ...full, terraform: '/usr/bin/tofu', terraformOnPath: false });
  expect({ run, why }).toEqual({ run: 'apply', why: [[REHEARSAL, NO_TERRAFORM]] });
});

test('root in a container without privileges applies', () => {
  const machine = { ...full, privileged: false };
  expect(decided(machine)).toMatchObject({
    run: 'apply',
    why: [[REHEARSAL, expect.stringContaining('neither namespaces')]],
  });
  expect(remedies(machine)).toEqual([expect.stringContaining('docker run --privileged')]);
});

test('macOS applies, Windows synthesizes; both are told of a container', () => {
  const mac: Machine = { ...user, platform: 'darwin', apt: false, missing: [haproxy] };
  expect(decided(mac)).toMatchObject({
    run: 'apply',
    why: [[REHEARSAL, 'it needs Linux, and this is darwin']],
  });
  expect(decided({ ...mac, platform: 'win32' })).toMatchObject({
    run: 'nothing',
    why: [
      [APPLY, 'the simulated cloud needs Linux or macOS'],
      [REHEARSAL, 'it needs Linux, and this is win32'],
    ],
  });
  expect(remedies(mac)).toEqual([expect.stringContaining('docker run')]);
});

describe('a deployment', () => {
  const { config: existing } = loadConfig('examples/existing-vpc.yaml');
  const { config: link } = loadConfig('examples/link-first.yaml');

  test('in a VPC that exists has no simulated cloud', () => {
    const { run, why } = decided(full, { of: existing });
    expect(run).toBe('nothing');
    expect(why).toEqual([
      [APPLY, 'vpc-t4nexample0000000000a exists in your account only'],
      [REHEARSAL, 'vpc-t4nexample0000000000a exists in your account only'],
    ]);
  });

  test('that accepts an endpoint has none either', () => {
    const of = { ...config, endpointService: { ...config.endpointService, acceptedEndpoints: ['ep-1'] } };
    expect(decided(full, { of }).why).toEqual([
      [APPLY, expect.stringContaining('ep-1')],
      [REHEARSAL, expect.stringContaining('ep-1')],
    ]);
  });

  test('without brokers yet is applied, and installs nothing', () => {
    expect(decided({ ...full, missing: [haproxy] }, { of: link })).toEqual({
      run: 'apply',
      install: [],
      why: [[REHEARSAL, 'stage: link builds no brokers yet']],
    });
  });
});

test('what npm ci --omit=dev left out keeps from both, and npm ci brings it', () => {
  const machine = {
    ...full,
    missingPackages: { cloud: ['protobufjs'], rehearsal: ['protobufjs', 'kafkajs'] },
  };
  expect(decided(machine)).toMatchObject({
    run: 'nothing',
    why: [
      [APPLY, 'packages of npm are not installed: protobufjs'],
      [expect.stringContaining('rehearsal'), 'packages of npm are not installed: protobufjs, kafkajs'],
    ],
  });
  expect(remedies(machine)).toEqual(['npm ci', 'npm ci']);
});
