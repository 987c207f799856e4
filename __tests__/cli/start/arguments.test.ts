import { readArguments } from '../../../cli/start/arguments';

const read = (...args: string[]) => readArguments(args, {});

test('a file may be named, and installing refused', () => {
  expect(read()).toEqual({ help: false, files: [], mayInstall: true });
  expect(read('a.yaml', '--no-install')).toEqual({ help: false, files: ['a.yaml'], mayInstall: false });
  expect(read('-h').help).toBe(true);
});

test('--no-install counts when npm took it for its own', () => {
  expect(readArguments([], { npm_config_install: '' }).mayInstall).toBe(false);
});

test('what is wrong is refused', () => {
  expect(() => read('a.yaml', 'b.yaml')).toThrow('not also b.yaml');
  expect(() => read('--instal')).toThrow('--instal');
});
