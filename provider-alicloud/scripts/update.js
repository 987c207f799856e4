'use strict';
// `npm run bindings:update -- <version>`: pins another version of the provider. Needs Terraform (or OpenTofu, by
// TERRAFORM_BINARY_NAME) and its registry; writes data/schema.json and the version numbers, then asks for `npm install`.

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pruneSchema } = require('./prune');

const packageDir = path.resolve(__dirname, '..');

/** The output of `terraform providers schema -json` for one version of the provider. */
function dumpSchema(version) {
  const terraform = process.env.TERRAFORM_BINARY_NAME || 'terraform';
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'alicloud-schema-'));
  try {
    const required = { alicloud: { source: 'aliyun/alicloud', version } };
    const main = { terraform: { required_providers: required } };
    fs.writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify(main));
    const run = (args, stdout) =>
      execFileSync(terraform, args, {
        cwd: folder,
        maxBuffer: 1024 ** 3,
        stdio: ['ignore', stdout, 'inherit'],
      });
    run(['init', '-backend=false', '-input=false', '-no-color'], 'inherit');
    return JSON.parse(run(['providers', 'schema', '-json'], 'pipe').toString());
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function editJson(file, edit) {
  const value = JSON.parse(fs.readFileSync(file, 'utf8'));
  edit(value);
  fs.writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

function main(version) {
  if (!/^\d+\.\d+\.\d+$/.test(version ?? '')) {
    throw new Error('give the version to pin: npm run bindings:update -- 1.289.0');
  }
  const wanted = JSON.parse(fs.readFileSync(path.join(packageDir, 'data', 'wanted.json'), 'utf8'));
  const schema = pruneSchema(dumpSchema(version), wanted);
  fs.writeFileSync(path.join(packageDir, 'data', 'schema.json'), `${JSON.stringify(schema, null, 1)}\n`);
  editJson(path.join(packageDir, 'package.json'), (pkg) => {
    pkg.version = version;
  });
  editJson(path.join(packageDir, '..', 'package.json'), (pkg) => {
    pkg.dependencies['@cdktf/provider-alicloud'] = version;
  });
  process.stdout.write(
    `pinned aliyun/alicloud ${version}. Now: npm install, npm test, and hold data/semantics.json against the\n` +
      "provider's code, since Terraform's schema does not say what replaces or restarts a resource.\n",
  );
}

try {
  main(process.argv[2]);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
