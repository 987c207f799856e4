import { readFileSync, symlinkSync } from 'node:fs';
import { Sandbox } from './support/sandbox/sandbox';

describe('the sandbox itself', () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox({}, []);
  });
  afterEach(() => sandbox.remove());

  test('a fake stands in front of a command and leaves the command as it is', () => {
    const before = readFileSync('/usr/bin/head');
    sandbox.program('head', 'exit 1');
    expect(readFileSync('/usr/bin/head').equals(before)).toBe(true);
  });

  test('refuses to write through a link', () => {
    sandbox.write('/mine', 'kept');
    symlinkSync(sandbox.path('/mine'), sandbox.path('/link'));
    expect(() => sandbox.write('/link', 'lost')).toThrow('ELOOP');
    expect(sandbox.read('/mine')).toBe('kept');
  });

  test('refuses to write outside', () => {
    symlinkSync('/tmp', sandbox.path('/elsewhere'));
    expect(() => sandbox.write('/elsewhere/file', '')).toThrow('outside the sandbox');
    expect(() => sandbox.write('/../file', '')).toThrow('outside the sandbox');
  });
});
