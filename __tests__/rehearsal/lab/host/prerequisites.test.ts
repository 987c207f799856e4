import { LAB_PREREQUISITES, missingPrerequisites } from '../../../../rehearsal/lab/common';

const linux = { platform: 'linux', uid: 0 } as const;

test('everything that is missing is said at once, with the line that installs it', () => {
  const [problem = '', ...others] = missingPrerequisites(LAB_PREREQUISITES, { ...linux, path: '/nowhere' });
  expect(others).toEqual([]);
  expect(problem).toContain('missing: unshare, ');
  expect(problem).toMatch(/apt-get install -y util-linux mount iproute2 .*debootstrap/);
  expect(problem).toMatch(/dnf install -y util-linux iproute /);
});

test('root is needed, and Linux', () => {
  expect(missingPrerequisites([], { ...linux, uid: 1000 })).toEqual([expect.stringContaining('needs root')]);
  expect(missingPrerequisites([], { uid: 0, platform: 'darwin' })).toEqual([
    expect.stringContaining('needs Linux, and this is darwin'),
  ]);
});

test('this machine has what a lab needs', () => {
  expect(missingPrerequisites(LAB_PREREQUISITES)).toEqual([]);
});
