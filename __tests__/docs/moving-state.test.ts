import { appendFileSync } from 'node:fs';
import { Workplace } from '../examples/support/workplace';
import { documents, shellBlocks } from './support/documents';

jest.setTimeout(300_000);

const VARIABLES = {
  TF_VAR_tidb_cloud_account_id: '5000000000000001',
  TF_VAR_ssh_public_key: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${'A'.repeat(43)} someone`,
};
const PIN = 'null_resource.brokers_1_identity_pin';

test('the state moves to another backend as docs/state.md tells', async () => {
  const blocks = documents()
    .filter(({ path }) => path === 'docs/state.md')
    .flatMap(shellBlocks);
  const recipe =
    blocks.find(({ script }) => script.includes('-migrate-state'))?.script ?? 'the recipe is gone';
  const workplace = await Workplace.open();
  const must = async (script: string) => {
    const { code, stdout, stderr } = await workplace.shell('bash', script, VARIABLES);
    if (code !== 0) throw new Error(`${script}\n${stdout}${stderr}`);
    return stdout;
  };
  try {
    await must(
      `npx kafka-link synth && cd cdktf.out/stacks/kafka && terraform init && terraform apply -auto-approve -target=${PIN}`,
    );
    const before = workplace.read('state/kafka/terraform.tfstate');
    appendFileSync(workplace.path('kafka.yaml'), 'backend: { type: local, path: elsewhere.tfstate }\n');
    // Nobody is here to answer; and the plan of a deployment that is hardly begun would not be empty.
    await must(
      recipe
        .replace('<name>', 'kafka')
        .replace('-migrate-state', '-migrate-state -force-copy')
        .replace('terraform plan', ''),
    );
    expect(await must('terraform -chdir=cdktf.out/stacks/kafka state list')).toContain(PIN);
    expect(JSON.parse(workplace.read('cdktf.out/stacks/kafka/elsewhere.tfstate'))).toMatchObject({
      lineage: (JSON.parse(before) as { lineage: string }).lineage,
    });
  } finally {
    workplace.remove();
  }
});
