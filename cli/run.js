'use strict';
// Runs TypeScript without a build step: bundles a file with everything it imports into one script, kept below
// node_modules until a source changes, and runs that. One large file starts twice as fast as the hundreds that cdktf and
// its bindings consist of (npx kafka-link bench). `node cli/run.js FILE.ts [ARGUMENT …]` runs any file.

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const os = require('node:os');
const path = require('node:path');

const root = path.resolve(__dirname, '..');

/** What tells a changed file, without reading it. */
function stamp(file) {
  const { mtimeMs, size } = fs.statSync(file);
  return `${mtimeMs} ${size}`;
}

function isFresh(bundle) {
  try {
    const inputs = Object.entries(JSON.parse(fs.readFileSync(`${bundle}.inputs`, 'utf8')));
    return fs.existsSync(bundle) && inputs.every(([file, seen]) => stamp(file) === seen);
  } catch {
    return false; // never built, or a source is gone
  }
}

/** In a bundle `__dirname` is the bundle's folder; our sources mean their own. */
const ownDirname = {
  name: 'own-dirname',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const text = fs.readFileSync(file, 'utf8');
      const dirname = `const __dirname = ${JSON.stringify(path.dirname(file))};`;
      return { contents: text.includes('__dirname') ? dirname + text : text, loader: 'ts' };
    });
  },
};

/** esbuild finds its own program from where it lies, so it stays out of bundles, which may lie anywhere. */
const esbuildOutside = {
  name: 'esbuild-outside',
  setup(build) {
    build.onResolve({ filter: /^esbuild$/ }, () => ({ path: require.resolve('esbuild'), external: true }));
  },
};

/** For help, which needs no command itself: what a command loads when it runs may be missing here. */
const commandsOutside = {
  name: 'commands-outside',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path: file }) =>
      kind === 'dynamic-import' ? { path: file, external: true } : undefined,
    );
  },
};

/**
 * What to bundle.
 *
 * @typedef {object} Entry
 * @property {string} name of the bundle
 * @property {string} text TypeScript, whose imports are relative to the project
 * @property {boolean} [shallow] whether dynamic imports stay out
 */

async function bundleTo(bundle, { text, shallow }) {
  const { metafile, outputFiles } = await require('esbuild').build({
    stdin: { contents: text, resolveDir: root, sourcefile: 'entry.ts', loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    write: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [ownDirname, esbuildOutside, ...(shallow ? [commandsOutside] : [])],
  });
  // Dependencies change with the lock file only; everything else is looked at each time.
  const sources = Object.keys(metafile.inputs).filter(
    (file) => !file.includes('node_modules/') && file !== 'entry.ts',
  );
  const inputs = ['package-lock.json', 'cli/run.js', ...sources].map((file) => path.resolve(root, file));
  fs.mkdirSync(path.dirname(bundle), { recursive: true });
  replace(bundle, outputFiles[0].text);
  replace(`${bundle}.inputs`, JSON.stringify(Object.fromEntries(inputs.map((file) => [file, stamp(file)]))));
}

/** Two commands may bundle at once: neither must run a half-written file. */
function replace(file, text) {
  const temporary = `${file}.${process.pid}`;
  fs.writeFileSync(temporary, text);
  fs.renameSync(temporary, file);
}

function explain(error) {
  const texts = error.errors?.map(({ text }) => text) ?? [];
  if (texts.some((text) => text.includes('"@cdktf/provider-alicloud/'))) {
    return 'the bindings of the alicloud provider are not built yet; build them with: npm run bindings';
  }
  const missing = texts.flatMap((text) => /^Could not resolve "([^./"].*)"$/.exec(text)?.[1] ?? []);
  return missing.length > 0
    ? `this command needs packages that are not installed: ${missing.join(', ')}; install them with: npm ci`
    : error.message;
}

/** In an image whose dependencies belong to another user, each run makes a bundle of its own. */
function canWrite(folder) {
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function prepare(entry) {
  const id = createHash('sha256')
    .update(JSON.stringify([root, entry]))
    .digest('hex')
    .slice(0, 16);
  const name = `${entry.name}-${id}.js`;
  const cache = path.join(root, 'node_modules', '.cache', 'bundles');
  const kept = path.join(cache, name);
  if (isFresh(kept)) return kept;
  const bundle = canWrite(cache) ? kept : path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'bundle-')), name);
  await bundleTo(bundle, entry);
  return bundle;
}

/** Runs an entry as if it were the program, with these arguments. */
async function run(entry, args) {
  try {
    process.argv = [process.argv[0], await prepare(entry), ...args];
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 2; // it could not be tried
    return;
  }
  Module.runMain();
}

module.exports = { run };

if (require.main === module) {
  const [file, ...args] = process.argv.slice(2);
  const text = `import ${JSON.stringify(path.resolve(file))};`;
  void run({ name: path.basename(file, '.ts'), text }, args);
}
