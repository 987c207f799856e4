import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** Lints files that `npm run lint` leaves out, in a process of its own: ESLint loads its configuration as an ES module. */
const LINT = `
  const { basename } = require('node:path');
  const { ESLint } = require('eslint');
  new ESLint({ ignore: false }).lintFiles(['__tests__/architecture/cycle']).then((results) => {
    const rules = results.map(({ filePath, messages }) => [basename(filePath), messages.map(({ ruleId }) => ruleId)]);
    console.log(JSON.stringify(Object.fromEntries(rules)));
  });
`;

test('files that import each other are refused, a file that imports one of them is not', () => {
  const found = execFileSync('node', ['-e', LINT], { cwd: root, encoding: 'utf8' });
  expect(JSON.parse(found)).toEqual({
    'line.ts': [],
    'ring-a.ts': ['import-x/no-cycle'],
    'ring-b.ts': ['import-x/no-cycle'],
  });
});
