import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

const FORBIDDEN = [
  ['config/a.ts', '../plan/plan'],
  ['plan/a.ts', '../templates/user-data'],
  ['plan/a.ts', '../constructs/network/kafka-vpc'],
  ['templates/a.ts', '../constructs/network/kafka-vpc'],
  ['constructs/a.ts', '../cli/make/synth/plan-table'],
  ['domain/a.ts', '../config/schema'],
  ['secrets/a.ts', '../constructs/synthesize'],
  ['plan/a.ts', '../expose/server-properties/expose'],
  ['expose/a.ts', '../constructs/network/kafka-vpc'],
  ['plan/a.ts', '../doctor/report'],
  ['doctor/a.ts', '../constructs/network/kafka-vpc'],
  ['doctor/a.ts', '../rehearsal/cloud/model'],
  ['picture/a.ts', '../config/schema'],
  ['plan/a.ts', '../picture/svg'],
  ['link/a.ts', '../constructs/network/kafka-vpc'],
  ['link/a.ts', '../rehearsal/cloud/model'],
  ['constructs/a.ts', '../link/link'],
  ['policies/a.ts', '../plan/plan'],
  ['domain/deep/a.ts', '../../plan/plan'],
  ['rehearsal/cloud/a.ts', '../../plan/plan'],
  ['rehearsal/cloud/a.ts', '../../config/schema'],
  ['rehearsal/lab/a.ts', '../../constructs/network/kafka-vpc'],
  ['cli/a.ts', '../rehearsal/cloud/model/store'],
  ['cli/a.ts', '../rehearsal/cloud/mirror'],
  ['constructs/a.ts', '../rehearsal/cloud/model'],
  ['system/a.ts', '../domain/cidr'],
  ['plan/a.ts', '../system/run'],
  ['constructs/a.ts', '../system/run'],
] as const;

const ALLOWED = [
  ['plan/a.ts', '../config/schema'],
  ['templates/a.ts', '../plan/types'],
  ['constructs/a.ts', '../plan/plan'],
  ['constructs/a.ts', '../templates/user-data'],
  ['plan/a.ts', '../domain/cidr'],
  ['constructs/a.ts', '../secrets/names'],
  ['cli/a.ts', '../expose/roll'],
  ['cli/a.ts', '../doctor/report'],
  ['doctor/a.ts', '../templates/user-data'],
  ['picture/a.ts', '../plan/types'],
  ['cli/a.ts', '../picture/svg'],
  ['link/steps/a.ts', '../../plan/plan'],
  ['cli/a.ts', '../link/link'],
  ['cli/a.ts', '../constructs/network/kafka-vpc'],
  ['cli/a.ts', '../rehearsal/cloud/model'],
  ['cli/deep/a.ts', '../../rehearsal/cloud/prepare-terraform'],
  ['secrets/a.ts', '../domain/user-error'],
  ['cli/a.ts', '../secrets/pki/certify'],
  ['rehearsal/scenarios/a.ts', '../../secrets/pki/certify'],
  ['plan/deep/a.ts', '../../config/schema'],
  ['doctor/gather/a.ts', '../../system/run'],
  ['rehearsal/lab/a.ts', '../../system/run'],
] as const;

/** Lints one importing line a case, in a process of its own: ESLint loads its configuration as an ES module. */
const LINT = `
  const { ESLint } = require('eslint');
  const eslint = new ESLint();
  Promise.all(JSON.parse(process.argv[1]).map(async ([filePath, imported]) => {
    const code = "import * as imported from '" + imported + "';\\n\\nexport const used = imported;\\n";
    const [result] = await eslint.lintText(code, { filePath });
    return result.messages.map((message) => message.ruleId);
  })).then((rules) => console.log(JSON.stringify(rules)));
`;

describe('imports point one way', () => {
  let brokenRules: string[][];

  beforeAll(() => {
    const cases = JSON.stringify([...FORBIDDEN, ...ALLOWED]);
    brokenRules = JSON.parse(execFileSync('node', ['-e', LINT, cases], { cwd: root, encoding: 'utf8' }));
  });

  test.each(FORBIDDEN.map((pair, index) => [...pair, index] as const))(
    '%s may not import %s',
    (_file, _imported, index) => {
      expect(brokenRules[index]).toEqual(['boundaries/dependencies']);
    },
  );

  test.each(ALLOWED.map((pair, index) => [...pair, index + FORBIDDEN.length] as const))(
    '%s may import %s',
    (_file, _imported, index) => {
      expect(brokenRules[index]).toEqual([]);
    },
  );
});
