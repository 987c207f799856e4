import { KEY_OF_NOBODY } from '../../constructs/rollout/ssh-access';
import { deployment } from '../support/deployment';
import { keyOfNobody } from './support/nobody';
import { synthesize } from './support/synthesized';

interface Step {
  connection: Record<string, unknown>;
  count: string;
  depends_on: string[];
  triggers: Record<string, string>;
  provisioner: [{ file: { content: string } }, { 'remote-exec': { inline: string[] } }];
  lifecycle: { precondition: { condition: string }[] };
}

const stack = synthesize(deployment());
const step = (host: string, from = stack) => from.at(`null_resource.rollout_${host}_step`) as unknown as Step;

describe('the rollout', () => {
  test('goes from the bastion over one broker after another', () => {
    expect(step('1').depends_on).toEqual([1, 2, 3].map((id) => `null_resource.rollout_${id}-disk_step`));
    expect(step('2').depends_on).toEqual(['null_resource.rollout_1_step']);
    expect(step('3').depends_on).toEqual(['null_resource.rollout_2_step']);
  });

  test('begins only when every host, disk, rule and backend of the cluster is there', () => {
    const before = step('bastion').depends_on;
    for (const needed of [
      'alicloud_instance.bastion_host',
      'alicloud_ecs_disk_attachment.brokers_3_data-disk-attachment',
      'alicloud_security_group_rule.brokers_firewall_ssh-from-bastion',
      'alicloud_security_group_rule.brokers_firewall_controller-from-brokers',
      'alicloud_nlb_listener.nlb_broker-3_listener',
      'alicloud_nlb_server_group_server_attachment.nlb_broker-3_backend-3',
    ]) {
      expect(before).toContain(needed);
    }
  });

  test('runs again for what its host should hold, judged by Terraform, and for another host or disk', () => {
    expect(step('2').triggers).toEqual({
      script: '${sha256(join("", local.rollout_2_script))}',
      instance: '${alicloud_instance.brokers_2_host.id}',
      disk: '${alicloud_ecs_disk.brokers_2_data-disk.id}',
      disk_gib: '100',
    });
    expect(step('2').provisioner[0].file.content).toBe('${join("", local.rollout_2_script)}');
    expect(stack.text('rollout_2_script')).toContain('b2.${var.unique_name}.alicloud.plc.tidbcloud.com:9094');
  });

  test('only starts the step on the host and follows it', () => {
    const [command, ...more] = step('2').provisioner[1]['remote-exec'].inline;
    expect(more).toEqual([]);
    expect(command).toMatch(/^bash (\S+) start && exec bash \1 follow$/);
  });

  test('has a script for each kind of step, so that status of kafka-rollout.sh is that of the broker', () => {
    const tls = { serverName: 'kafka.example.com' };
    const many = synthesize(
      deployment(3, {
        kafka: {
          clusterId: 'BRl69zcmTFmiPaoaANybiw',
          metadataVersion: '3.7',
          internalTls: true,
          users: [{ name: 'changefeed', write: ['*'] }],
        },
        externalListeners: [{ name: 'EXTERNAL', authentication: { mechanism: 'plain' }, tls }],
      }),
    );
    const steps = many.addresses.filter((address) => /^null_resource\.rollout_.*_step$/.test(address));
    const path = (address: string) => {
      const [run = {}, file = {}] = (many.at(address)['provisioner'] as object[]).reverse();
      const { destination } = (file as { file: { destination: string } }).file;
      const [inline = ''] = (run as { 'remote-exec': { inline: string[] } })['remote-exec'].inline;
      expect(inline).toMatch(new RegExp(`^bash ${destination}( start && exec bash ${destination} follow)?$`));
      return `${address.replace(/^null_resource.rollout_(\d+(?=[-_]))?-?(.*?)_?step$/, '$2')} ${destination}`;
    };
    expect([...new Set(steps.map(path))].sort()).toEqual([
      ' /var/lib/kafka-rollout.sh',
      'bastion /var/lib/kafka-bastion.sh',
      'bastion-internal /var/lib/kafka-internal-certificate.sh',
      'certificate /var/lib/kafka-certificate.sh',
      'disk /var/lib/kafka-disk.sh',
      'internal /var/lib/kafka-internal-certificate.sh',
      'metadata-version /var/lib/kafka-metadata-version.sh',
      'passwords /var/lib/kafka-passwords.sh',
      'users /var/lib/kafka-users.sh',
    ]);
  });

  test('is left out with the variable rollout, and never touches a host of unknown key', () => {
    for (const host of ['bastion', '1', '2', '3']) {
      expect(step(host).count).toBe('${var.rollout ? 1 : 0}');
      expect(step(host).lifecycle.precondition[0]?.condition).toMatch(
        /^\$\{contains\(keys\(var\.ssh_host_public_keys\)/,
      );
    }
  });
});

describe('a disk that grows', () => {
  test('shows its host the new size at once', () => {
    expect(stack.at('alicloud_ecs_disk.brokers_2_data-disk')).toMatchObject({ size: 100, type: 'online' });
  });

  test('has its file system grown on every broker before the first one is asked for a quorum', () => {
    for (const id of [1, 2, 3]) {
      expect(step(`${id}-disk`).depends_on).toEqual(['null_resource.rollout_bastion_step']);
      expect(step(`${id}-disk`).connection).toEqual(step(String(id)).connection);
    }
  });

  test('runs for another size or disk and for nothing else, also while another broker is replaced', () => {
    const script = { script: '${sha256(join("", local.rollout_2-disk_script))}' };
    const others = [
      { replace: 3 },
      { repair: [2] },
      { kafka: { clusterId: 'BRl69zcmTFmiPaoaANybiw', properties: { 'num.io.threads': 12 } } },
    ];
    for (const fields of others) {
      const other = synthesize(deployment(3, fields as Record<string, unknown>));
      expect(step('2-disk', other).triggers).toEqual(script);
      expect(other.text('rollout_2-disk_script')).toBe(stack.text('rollout_2-disk_script'));
    }
    const grown = synthesize(deployment(3, { brokerDefaults: { dataDisk: { sizeGiB: 200 } } }));
    expect(grown.text('rollout_2-disk_script')).toContain('DISK_GIB=200\n');
    expect(stack.text('rollout_2-disk_script')).toContain('DISK_GIB=100\n');
    expect(stack.text('rollout_2-disk_script')).toContain('${alicloud_ecs_disk.brokers_2_data-disk.id}');
  });
});

describe('SSH', () => {
  const key = (name: string) => `\${var.ssh_host_public_keys["${name}"]}`;
  const bastion = '${alicloud_instance.bastion_host.public_ip}';

  test('verifies the bastion', () => {
    expect(step('bastion').connection).toMatchObject({ host: bastion, host_key: key('bastion-node') });
    expect(step('bastion').connection).not.toHaveProperty('bastion_host');
  });

  test('verifies a broker and the bastion on the way to it, each by its own key', () => {
    const address = '${alicloud_instance.brokers_2_host.private_ip}';
    expect(step('2').connection).toMatchObject({
      host: address,
      host_key: `${KEY_OF_NOBODY}\n${address} ${key('broker-node2')}\n${bastion} ${key('bastion-node')}`,
      bastion_host: bastion,
      bastion_host_key: key('bastion-node'),
    });
  });

  test('has in its first line a key that nobody can hold', () => {
    expect(KEY_OF_NOBODY).toBe(keyOfNobody('a host key of nobody'));
  });

  test('goes through a bastion of the user, or straight', () => {
    const own = { host: 'jump.example.com', port: 2222, user: 'ops', hostKey: 'ssh-ed25519 AAAA' };
    const kafka = { clusterId: 'BRl69zcmTFmiPaoaANybiw', delivery: 'url' };
    const through = synthesize(deployment(3, { bastion: false, kafka, rollout: { via: own } }));
    expect(step('1', through).connection).toMatchObject({
      bastion_host: 'jump.example.com',
      bastion_port: 2222,
      bastion_user: 'ops',
    });
    expect(step('1', through).connection['host_key']).toMatch(
      /\n\[jump\.example\.com\]:2222 ssh-ed25519 AAAA$/,
    );
    const straight = synthesize(deployment(3, { bastion: false, kafka, rollout: { via: 'direct' } }));
    expect(step('1', straight).connection).not.toHaveProperty('bastion_host');
    const none = synthesize(deployment(3, { bastion: false, kafka }));
    expect(none.addresses.filter((address) => address.includes('rollout'))).toEqual([]);
  });
});
