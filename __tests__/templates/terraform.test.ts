import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderBastionUserData, renderBrokerUserData, userDataSize } from '../../templates/user-data';
import { renderBrokerRollout } from '../../templates/rollout/broker-rollout';
import { escapeForTerraform, unescapeFromTerraform } from '../../templates/rendering/terraform';
import { brokerOf, seedPlan } from './support/plan';
import { runTool } from './support/tools';
import { renderServerProperties } from '../../templates/broker/server-properties';

const NAME = '${TfToken[TOKEN.3]}';
const DISK = '${var.disk_id}';
const plan = seedPlan({
  uniqueName: NAME,
  kafka: { properties: { 'log4j.note': '${env:HOME} %{directive} $${twice} 100% {x}' } },
});
const broker = brokerOf(plan, 1);

const texts = {
  'server.properties': (target?: 'host') => renderServerProperties(plan, broker, { target }),
  "broker's user data": (target?: 'host') => renderBrokerUserData(plan, broker, { dataDiskId: DISK, target }),
  "broker's rolling change": (target?: 'host') =>
    renderBrokerRollout(plan, broker, { dataDiskId: DISK, target }),
  "bastion's user data": (target?: 'host') => renderBastionUserData(plan, { target }),
};

describe.each(Object.entries(texts))('%s for Terraform', (_, renderFor) => {
  test('every template sequence is escaped or a token', () => {
    const rest = renderFor()
      .replaceAll(NAME, '')
      .replaceAll(DISK, '')
      .replace(/\$\$\{|%%\{/g, '');
    expect(rest).not.toMatch(/[$%]\{/);
  });

  test('unescaped, it is what lands on the host', () => {
    expect(unescapeFromTerraform(renderFor())).toBe(renderFor('host'));
  });

  test('the token is there', () => {
    expect(renderFor()).toContain(NAME);
  });
});

test.each(['a ${b} c', '$${b}', '%{if} %%{x}', '$ { % {', "curl -w '%{http_code}'", '$$${b}', '${}'])(
  'escaping %j is undone by unescaping',
  (text) => {
    const escaped = escapeForTerraform(text);
    expect(escaped.replace(/\$\$\{|%%\{/g, '')).not.toMatch(/[$%]\{/);
    expect(unescapeFromTerraform(escaped)).toBe(text);
  },
);

test('what only looks like a token is text', () => {
  expect(escapeForTerraform('${var} ${variable.x} ${TfToken}')).toBe('$${var} $${variable.x} $${TfToken}');
});

test('real terraform turns it into what lands on the host', () => {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  try {
    const text = renderBrokerUserData(plan, broker, { dataDiskId: DISK }).replaceAll(NAME, '${var.name}');
    const configuration = {
      variable: { name: { default: 'un1que' }, disk_id: { default: 'd-real' } },
      output: { text: { value: text } },
    };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(configuration));
    const terraform = (...args: string[]) => runTool('terraform', 'terraform', [`-chdir=${folder}`, ...args]);
    terraform('apply', '-auto-approve');
    const output = terraform('output', '-raw', 'text');
    const onHost = renderBrokerUserData(plan, broker, { dataDiskId: DISK, target: 'host' });
    expect(output).toBe(onHost.replaceAll(NAME, 'un1que').replaceAll(DISK, 'd-real'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('userDataSize', () => {
  test('counts bytes as on the host', () => {
    expect(userDataSize('$${x} é')).toBe(Buffer.byteLength('${x} é'));
  });

  test('counts a token as the longest value that it may have', () => {
    expect(userDataSize(`b1.${NAME}.com`)).toBe('b1..com'.length + 63);
  });

  test('is the same for both targets', () => {
    const size = userDataSize(renderBastionUserData(plan));
    expect(size).toBe(userDataSize(renderBastionUserData(plan, { target: 'host' })));
  });
});
