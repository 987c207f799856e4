import { setMaxListeners } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Deployment } from '../config/deployments';
import { examine } from '../doctor/examine';
import type { Facts } from '../doctor/facts';
import { lookFromClient } from '../doctor/from-client';
import { diagnose, type Diagnosis, exitCode, reportJson, reportText } from '../doctor/report';
import { type DoctorRequest, readArguments, USAGE } from './doctor/arguments';
import { internalCertificates } from './doctor/internal-certificates';
import { readPublicKeys } from '../secrets/host-keys';
import { readPasswords } from '../secrets/passwords';
import { interruption } from './interruption';
import { loadOrReport } from './with-deployments';
import { HOST_KEYS_FILE, INTERNAL_VARIABLES, PASSWORDS_VARIABLES, PASSWORDS } from '../secrets/names';
import { findTerraform } from './programs';

/** Nothing takes longer, whatever hangs. */
const LIMIT_MS = 55_000;

/** `npm run doctor`: what is wrong with a deployment, and why. Returns the exit code. */
async function main(): Promise<number> {
  const request = readArguments(process.argv.slice(2), process.env);
  if (request.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const deployments = loadOrReport(request.files);
  if (!deployments) return 1;
  const signal = AbortSignal.any([interruption(), AbortSignal.timeout(LIMIT_MS)]);
  setMaxListeners(0, signal); // every probe listens
  const results = await Promise.allSettled(
    deployments.map(async (deployment) => diagnose(await look(deployment, request, signal))),
  );
  const diagnoses: Diagnosis[] = [];
  for (const [index, result] of results.entries()) {
    if (result.status === 'fulfilled') diagnoses.push(result.value);
    else process.stderr.write(`${deployments[index]?.file}: ${(result.reason as Error).message}\n`);
  }
  process.stdout.write(request.json ? reportJson(diagnoses) : diagnoses.map(reportText).join('\n'));
  return diagnoses.length < deployments.length ? 1 : exitCode(diagnoses);
}

async function look(
  { config }: Deployment,
  { variables, fromClient }: DoctorRequest,
  signal: AbortSignal,
): Promise<Facts> {
  const passwords = passwordsOf(config.name, variables);
  if (fromClient) return lookFromClient(config, variables, passwords, fromClient, signal);
  const program = findTerraform(process.env);
  if (program === undefined) throw new Error('there is neither terraform nor tofu on PATH');
  const stack = resolve('cdktf.out/stacks', config.name);
  if (!existsSync(join(stack, 'cdk.tf.json'))) {
    throw new Error(`there is no ${stack}/cdk.tf.json: npm run synth, then terraform init in that folder`);
  }
  const certificates = internalCertificates(join('state', config.name, INTERNAL_VARIABLES), variables);
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  try {
    const hostKeys = readPublicKeys(join('state', config.name, HOST_KEYS_FILE));
    return await examine({
      config,
      variables: withHome(variables),
      program,
      stack,
      hostKeys,
      passwords,
      internalCertificates: certificates,
      folder,
      signal,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As Terraform gets them: by a variable, or from the file of `npm run passwords`. */
function passwordsOf(
  name: string,
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const given = variables[PASSWORDS];
  if (given === undefined) return readPasswords(join('state', name, PASSWORDS_VARIABLES));
  try {
    return JSON.parse(given) as Record<string, string>;
  } catch {
    throw new Error(`the doctor reads the variable ${PASSWORDS} as JSON only, such as {"changefeed":"…"}`);
  }
}

/** Terraform expands `~` in this variable, too. */
function withHome(variables: Readonly<Record<string, string>>): Record<string, string> {
  const file = variables['ssh_private_key_file'];
  return file
    ? { ...variables, ssh_private_key_file: resolve(file.replace(/^~(?=\/)/, homedir())) }
    : { ...variables };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n${USAGE}`);
    process.exit(1);
  },
);
