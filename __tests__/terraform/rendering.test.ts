import { Testing, TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
import type { NewConfig } from '../../config/schema';
import { StateBackend } from '../../constructs/terraform/backend';
import { HostText } from '../../constructs/terraform/host-text';
import { uniqueNameVariable } from '../../constructs/variables';
import { planCluster } from '../../plan/plan';
import type { ClusterPlan } from '../../plan/types';
import { renderBastionUserData, renderBrokerUserData } from '../../templates/user-data';
import { deployment } from '../support/deployment';
import { Terraform } from './support/terraform';
import { renderServerProperties } from '../../templates/broker/server-properties';

const DATA_DISK = 'd-t4nexample0000000001';
const decoded = (base64: string | undefined) => Buffer.from(base64 ?? '', 'base64').toString();

/** Broker 1's texts as the fleet builds them, behind Terraform's built-in resource instead of an instance. */
function stack(config: NewConfig): string {
  const scope = new TerraformStack(Testing.app(), 'rendering');
  new StateBackend(scope, 'local', { path: 'terraform.tfstate' });
  const plan = planCluster(config, uniqueNameVariable(scope, config).stringValue);
  const texts = {
    properties: new HostText(scope, 'properties', renderServerProperties(plan, first(plan))),
    broker: new HostText(scope, 'broker', renderBrokerUserData(plan, first(plan), { dataDiskId: DATA_DISK })),
    bastion: new HostText(scope, 'bastion', renderBastionUserData(plan)),
  };
  const rollout = new TerraformResource(scope, 'rollout', { terraformResourceType: 'terraform_data' });
  rollout.addOverride('triggers_replace', texts.properties.sha256);
  for (const [name, text] of Object.entries(texts)) {
    new TerraformOutput(scope, `${name}_text`, { value: text.base64 });
    new TerraformOutput(scope, `${name}_hash`, { value: text.sha256 });
  }
  return Testing.synth(scope, true);
}

function first(plan: ClusterPlan) {
  const [broker] = plan.brokers;
  if (!broker) throw new Error('the plan has no broker');
  return broker;
}

describe('what Terraform makes of the rendered texts', () => {
  const config = deployment();
  const terraform = new Terraform(stack(config));
  const host = { target: 'host' } as const;
  const expected = (uniqueName: string) => {
    const plan = planCluster(config, uniqueName);
    return {
      properties: renderServerProperties(plan, first(plan), host),
      broker: renderBrokerUserData(plan, first(plan), { ...host, dataDiskId: DATA_DISK }),
      bastion: renderBastionUserData(plan, host),
    };
  };

  beforeAll(() => terraform.must('init', '-no-color'));
  afterAll(() => terraform.remove());

  test('bash and curl templates arrive unharmed, and the variable is filled in', () => {
    const outputs = terraform.apply();
    const texts = expected('unique_name');
    expect(texts.broker).toMatch(/\$\{\w+/);
    expect(decoded(outputs['properties_text'])).toBe(texts.properties);
    expect(decoded(outputs['broker_text'])).toBe(texts.broker);
    expect(decoded(outputs['bastion_text'])).toBe(texts.bastion);
  });

  test('-var unique_name changes the hash of a rollout and the rendered names', () => {
    const before = terraform.apply();
    const plan = terraform.run('plan', '-no-color', '-detailed-exitcode', '-var', 'unique_name=x7');
    expect(plan).toMatchObject({
      code: 2,
      output: expect.stringContaining('terraform_data.rollout must be replaced'),
    });

    const after = terraform.apply('-var', 'unique_name=x7');
    expect(after['properties_hash']).not.toBe(before['properties_hash']);
    expect(decoded(after['properties_text'])).toBe(expected('x7').properties);
    expect(decoded(after['properties_text'])).toContain('EXTERNAL://b1.x7.alicloud.plc.tidbcloud.com:9093');
    expect(decoded(after['broker_text'])).toBe(expected('x7').broker);
  });

  test('an unchanged value plans nothing', () => {
    terraform.apply('-var', 'unique_name=same');
    expect(terraform.run('plan', '-detailed-exitcode', '-var', 'unique_name=same').code).toBe(0);
  });

  test.each(['Upper', 'two.labels', '', 'ends-', 'x'.repeat(64), '${injected}'])(
    'the variable refuses %j',
    (value) => {
      const { code, output } = terraform.run('plan', '-no-color', '-var', `unique_name=${value}`);
      expect(code).toBe(1);
      expect(output).toContain('must be one DNS label');
    },
  );
});
