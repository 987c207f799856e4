import { deepStrictEqual } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

// `npm run test:cdktn`: a copy of this project on CDK Terrain, the fork of cdktf (ADR 13). Its tests of everything that
// touches the library pass, and it makes the same JSON, but for the version of the library that stands in it.

const FORK = 'npm:cdktn@0.24.0';
const TESTS = ['__tests__/constructs', '__tests__/terraform'];
/** What is made, not written. */
const MADE = ['node_modules', 'cdktf.out', '.cloud', '.rehearsal', 'state', '.git', 'coverage'];

const root = resolve(__dirname, '..');
const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.yaml'));
const DEPLOYMENTS = ['kafka.yaml', ...examples.map((name) => join('examples', name))];

function main(): void {
  const copy = mkdtempSync(join(tmpdir(), 'cdktn-'));
  try {
    cpSync(root, copy, { recursive: true, filter: (path) => !MADE.includes(relative(root, path)) });
    override(join(copy, 'package.json'));
    run(copy, 'npm', ['install', '--no-audit']);
    const { name } = JSON.parse(readFileSync(join(copy, 'node_modules/cdktf/package.json'), 'utf8')) as {
      name: string;
    };
    if (name !== 'cdktn') throw new Error(`the override brought ${name}`);
    for (const [folder, out] of [
      [root, join(copy, 'ours')],
      [copy, join(copy, 'theirs')],
    ] as const) {
      run(folder, process.execPath, ['cli/kafka-link.js', 'synth', ...DEPLOYMENTS], { CDKTF_OUTDIR: out });
    }
    for (const stack of readdirSync(join(copy, 'ours/stacks'))) {
      deepStrictEqual(stackOf(join(copy, 'theirs'), stack), stackOf(join(copy, 'ours'), stack));
      console.log(`${stack}: the same JSON, but for the version of the library`);
    }
    run(copy, 'npx', ['jest', ...TESTS]);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** What switching takes: the same name, another package. */
function override(file: string): void {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<
    'dependencies' | 'overrides',
    Record<string, string>
  >;
  manifest.dependencies['cdktf'] = FORK;
  manifest.overrides['cdktf'] = FORK;
  writeFileSync(file, JSON.stringify(manifest, null, 2));
}

function stackOf(outdir: string, name: string): unknown {
  const stack = JSON.parse(readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8')) as {
    '//': { metadata: { version?: string } };
  };
  delete stack['//'].metadata.version;
  return stack;
}

function run(cwd: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  console.log(`${command} ${args.join(' ')}`);
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${stdout}${stderr}\n${command} ended with ${String(status)}`);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
