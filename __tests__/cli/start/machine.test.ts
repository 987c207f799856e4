import { isPrivileged, thisMachine } from '../../../cli/rehearse/start/machine';

const status = (effective: string) => `Name:\tnode\nCapPrm:\t0000000000000000\nCapEff:\t${effective}\n`;

test('root in a container lacks what namespaces and mounts need', () => {
  expect(isPrivileged(status('000001ffffffffff'))).toBe(true);
  expect(isPrivileged(status('00000000a80425fb'))).toBe(false); // Docker's default
  expect(isPrivileged(status('0000000000200000'))).toBe(false); // CAP_SYS_ADMIN alone
  expect(isPrivileged('')).toBe(false);
});

test('a machine with an empty PATH has nothing', () => {
  const machine = thisMachine({ PATH: '/nowhere' });
  expect(machine).toMatchObject({ terraform: undefined, terraformOnPath: false, apt: false });
  expect(machine.missing.map(({ command }) => command)).toEqual(
    expect.arrayContaining(['unshare', 'haproxy', 'dnsmasq', 'javac', 'mvn', 'ssh-keygen']),
  );
});
