import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** Lints the folder that `npm run lint` leaves out, with the rules of the repository. */
const lint = () =>
  spawnSync(
    'node',
    [
      'node_modules/oxlint/bin/oxlint',
      '--format=json',
      '--no-ignore',
      '--config=.oxlintrc.json',
      '__tests__/architecture/cycle',
    ],
    { cwd: root, encoding: 'utf8' },
  );

test('files that import each other are refused, types too; a file that imports one of them is not', () => {
  const { status, stdout } = lint();
  const refused = (JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] }).diagnostics;
  expect(refused.map(({ code, filename }) => [filename.split('/').at(-1), code]).sort()).toEqual(
    ['ring-a.ts', 'ring-b.ts', 'types-a.ts', 'types-b.ts'].map((file) => [file, 'import(no-cycle)']),
  );
  expect(status).toBe(1);
});
