import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

// Which folder may import which. Everything points one way; __tests__/architecture holds it.
const allowed = {
  domain: [],
  system: [],
  config: ['domain'],
  plan: ['domain', 'config'],
  secrets: ['domain', 'config', 'plan'],
  templates: ['domain', 'plan'],
  policies: [],
  constructs: ['domain', 'config', 'plan', 'templates', 'secrets', 'policies'],
  expose: ['domain', 'system', 'config', 'plan', 'templates'],
  doctor: ['domain', 'system', 'config', 'plan', 'templates'],
  picture: ['plan'],
  link: ['domain', 'system', 'config', 'plan'],
  'rehearsal-cloud': [],
  'rehearsal-lab': ['system', 'rehearsal-cloud'],
  'rehearsal-scenarios': [
    'domain',
    'system',
    'config',
    'plan',
    'secrets',
    'rehearsal-cloud',
    'rehearsal-lab',
  ],
  cli: [
    'domain',
    'system',
    'config',
    'plan',
    'templates',
    'constructs',
    'expose',
    'doctor',
    'link',
    'picture',
    'policies',
    'secrets',
    'rehearsal-scenarios',
  ],
};

// Tests may look at everything.
allowed.tests = Object.keys(allowed);

// What of the simulated cloud commands may import.
const cloudEntries = ['rehearsal/cloud/prepare-terraform.ts', 'rehearsal/cloud/model/index.ts'];

const folders = {
  tests: '__tests__',
  'rehearsal-cloud': 'rehearsal/cloud',
  'rehearsal-lab': 'rehearsal/lab',
  'rehearsal-scenarios': 'rehearsal/scenarios',
};

export default tseslint.config(
  {
    ignores: [
      'cdktf.out/',
      '.cloud/',
      '.rehearsal/',
      '**/node_modules/',
      'provider-alicloud/lib/',
      '__tests__/architecture/cycle/',
    ],
  },
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
