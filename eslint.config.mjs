import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

// Which folder may import which. Everything points one way; __tests__/architecture holds it.
const allowed = {
  config: [],
  plan: ['config'],
  templates: ['plan'],
  constructs: ['config', 'plan', 'templates'],
  listeners: ['config', 'plan'],
  expose: ['config', 'plan', 'templates', 'listeners'],
  doctor: ['config', 'plan', 'templates'],
  picture: ['plan'],
  link: ['config', 'plan'],
  policies: [],
  pki: [],
  'rehearsal-cloud': [],
  'rehearsal-lab': ['rehearsal-cloud'],
  'rehearsal-scenarios': ['config', 'plan', 'pki', 'rehearsal-cloud', 'rehearsal-lab'],
  cli: [
    'config',
    'plan',
    'templates',
    'constructs',
    'listeners',
    'expose',
    'doctor',
    'link',
    'picture',
    'policies',
    'pki',
    'rehearsal-scenarios',
  ],
  tests: [
    'config',
    'plan',
    'templates',
    'constructs',
    'listeners',
    'expose',
    'doctor',
    'picture',
    'link',
    'policies',
    'pki',
    'cli',
    'rehearsal-cloud',
    'rehearsal-lab',
    'rehearsal-scenarios',
  ],
};

// What of the simulated cloud commands may import.
const cloudEntries = ['rehearsal/cloud/prepare-terraform.ts', 'rehearsal/cloud/model/index.ts'];

const folders = {
  tests: '__tests__',
  'rehearsal-cloud': 'rehearsal/cloud',
  'rehearsal-lab': 'rehearsal/lab',
  'rehearsal-scenarios': 'rehearsal/scenarios',
};

export default tseslint.config(
  { ignores: ['cdktf.out/', '.cloud/', '.rehearsal/', '**/node_modules/', 'provider-alicloud/lib/'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { node: { extensions: ['.ts', '.js', '.json'] } },
      // Whole paths from the root, so that __tests__/plan is no plan.
      'boundaries/elements': Object.keys(allowed).map((type) => ({
        type,
        pattern: `${folders[type] ?? type}/**`,
        partialMatch: false,
      })),
      'boundaries/files': [{ category: 'cloud-entry', pattern: cloudEntries }],
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            ...Object.entries(allowed).map(([from, targets]) => ({
              from: { element: { type: from } },
              allow: [{ to: { element: { type: [from, ...targets] } } }],
            })),
            { from: { element: { type: 'cli' } }, allow: [{ to: { file: { categories: 'cloud-entry' } } }] },
          ],
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
