'use strict';
// Generates the TypeScript bindings from data/schema.json and compiles them to lib/, so that the app
// imports `@cdktf/provider-alicloud/lib/<resource>` as it would from a prebuilt provider package.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

// Loading the generator runs `terraform version` and may ask a checkpoint host; neither is wanted here.
process.env.CHECKPOINT_DISABLE = '1';
process.env.TERRAFORM_BINARY_NAME = 'true';

const { CodeMaker } = require('codemaker');
const ts = require('typescript');
const {
  TerraformProviderGenerator,
} = require('@cdktf/provider-generator/lib/get/generator/provider-generator');
const { PROVIDER } = require('./prune');

const root = path.resolve(__dirname, '..');
const { version } = require('../package.json');

async function generate(outDir) {
  const schema = JSON.parse(fs.readFileSync(path.join(root, 'data', 'schema.json'), 'utf8'));
  schema.provider_versions = { [PROVIDER]: version };
  const generator = new TerraformProviderGenerator(new CodeMaker(), schema);
  // Source without a host: Terraform and OpenTofu each resolve it at their own registry.
  generator.generate({ name: 'alicloud', fqn: PROVIDER, source: 'aliyun/alicloud', version });
  await generator.save(outDir);
  return path.join(outDir, 'providers', 'alicloud');
}

function compile(sourceDir, outDir) {
  const files = fs
    .readdirSync(sourceDir, { recursive: true })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('lazy-index'))
    .map((file) => path.join(sourceDir, file));
  const options = {
    rootDir: sourceDir,
    outDir,
    declaration: true,
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [path.dirname(path.dirname(require.resolve('@types/node/package.json')))],
  };
  const program = ts.createProgram(files, options);
  const diagnostics = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  if (diagnostics.length > 0) {
    throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost(options)));
  }
}

async function main() {
  // The sources lie below the package while they are compiled, so that `cdktf` resolves from them.
  const work = fs.mkdtempSync(path.join(root, '.build-'));
  const cleanUp = () => fs.rmSync(work, { recursive: true, force: true });
  try {
    const sources = await generate(work);
    const compiled = path.join(work, 'lib');
    compile(sources, compiled);
    fs.rmSync(path.join(root, 'lib'), { recursive: true, force: true });
    fs.renameSync(compiled, path.join(root, 'lib'));
  } finally {
    cleanUp();
  }
}

main().catch((error) => {
  process.stderr.write(
    `bindings of aliyun/alicloud ${version} could not be built: ${error.message}${os.EOL}`,
  );
  process.exitCode = 1;
});
