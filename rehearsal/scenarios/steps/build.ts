import { join } from 'node:path';
import { planCluster } from '../../../plan/plan';
import { type AssembledArchive, exporterJar, jdkArchive, kafkaArchive } from '../../lab/archive';
import { loadConfig } from '../../../config/load';
import { newCluster } from '../../../config/schema';
import { cloudFile, known, rehearsedFile, type ScenarioContext } from '../context';
import type { Lab } from '../lab/port';
import { type Changes, writeRehearsedFile } from '../terraform/rehearsed-file';
import { Ssh } from '../lab/ssh';
import type { Step, StepTools } from '../scenario';
import { Terraform } from '../terraform/terraform';

/** The least that the schema takes: five brokers are to fit into a laptop. */
const HEAP_MIB = 256;

export const archives = archivesFor();

/** @param fields in which the rehearsed file differs from the beginning */
export function archivesFor(fields?: Changes['fields']): Step<ScenarioContext> {
  return { name: 'archives', run: (context, tools) => assemble(context, tools, fields) };
}

async function assemble(
  context: ScenarioContext,
  { say }: StepTools,
  fields: Changes['fields'],
): Promise<string> {
  const { sourceFile, cacheDir } = context;
  const lab = known(context, 'lab');
  const source = planCluster(newCluster(loadConfig(sourceFile).config));
  const { version, delivery, metrics } = source.kafka;
  say(`assembling Kafka ${version} and the JDK, once`);
  const [kafka, jdk] = await Promise.all([kafkaArchive(version, cacheDir), jdkArchive(cacheDir)]);
  const from = delivery === 'bastion' ? 'internet' : 'region';
  const exporter = metrics && (await exporterJar(metrics.exporter.fileName, cacheDir));
  const exporterUrl = exporter && lab.offer(exporter.path, from);
  const changes = { ...offered(lab, kafka, jdk, from), exporterUrl, fields };
  const config = writeRehearsedFile(sourceFile, rehearsedFile(context), changes);
  context.facts = { ...context.facts, changes, config, plan: planCluster(config) };
  return [kafka, jdk, ...(exporter ? [exporter] : [])].map(({ fileName }) => fileName).join(', ');
}

/** What hosts download in the rehearsal, and from where. */
export function offered(
  lab: Lab,
  kafka: AssembledArchive,
  jdk: Awaited<ReturnType<typeof jdkArchive>>,
  from: 'internet' | 'region',
): Changes {
  return {
    archive: { url: lab.offer(kafka.path, from), sha256: kafka.sha256 },
    jdk: { url: lab.offer(jdk.path, from), sha256: jdk.sha256, version: jdk.version },
    heapMiB: HEAP_MIB,
    operatorAddress: lab.operatorAddress,
  };
}

export const synth: Step<ScenarioContext> = {
  name: 'synth',
  run: async (context) => {
    const { name } = known(context, 'config');
    await synthesize(context);
    return `cdktf.out/stacks/${name}/cdk.tf.json`;
  },
};

/** Makes keys, passwords and certificates where they are missing, as an operator does, and synthesizes. */
export async function synthesize(context: ScenarioContext): Promise<void> {
  const terraform = terraformOf(context);
  const file = rehearsedFile(context);
  await terraform.makeHostKeys(file);
  await terraform.makePasswords(file);
  if (known(context, 'plan').internalTls) await terraform.makeInternalCertificates(file);
  await terraform.synthesize(file);
}

/** The deployment under Terraform. */
export function terraformOf(context: ScenarioContext): Terraform {
  const { operator } = known(context, 'lab');
  const { name } = known(context, 'config');
  const terraform = context.facts.terraform ?? new Terraform(operator, context.dir, name);
  context.facts = { ...context.facts, terraform };
  return terraform;
}

export const apply: Step<ScenarioContext> = {
  name: 'apply',
  run: async (context, { say }) => {
    const lab = known(context, 'lab');
    const terraform = known(context, 'terraform');
    const { tidbCloud } = known(context, 'config');
    const ssh = new Ssh(lab.operator, join(context.dir, 'ssh'));
    const variables = {
      ssh_public_key: ssh.publicKey,
      ssh_private_key_file: ssh.privateKeyFile,
      tidb_cloud_account_id: tidbCloud.accountId ?? lab.tidbCloud.accountId,
    };
    say('terraform init');
    await terraform.init(cloudFile(context));
    say('terraform apply');
    const counts = await terraform.apply(variables, say);
    const outputs = await terraform.outputs();
    ssh.configure(sshHosts(context, String(outputs['bastion_public_ip'] ?? '')));
    context.facts = { ...context.facts, ssh, variables, outputs };
    return counts;
  },
};

/** Hosts as SSH finds them: through the bastion where there is one, otherwise by the operator's way into the VPC. */
function sshHosts(context: ScenarioContext, bastionAddress: string) {
  const { bastion, brokers } = known(context, 'plan');
  const via = bastion?.name;
  return [
    ...(bastion ? [{ name: bastion.name, address: bastionAddress }] : []),
    ...brokers.map(({ name, address }) => ({ name, address, via })),
  ];
}
