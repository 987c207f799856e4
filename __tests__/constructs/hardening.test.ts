import { deployment } from '../support/deployment';
import { synthesize } from './support/synthesized';

const hosts = (changes: Record<string, unknown>) =>
  Object.values(synthesize(deployment(3, changes)).all('alicloud_instance'));

test('by default the cloud decides how its metadata service answers, and no host is in a set', () => {
  const [host] = hosts({});
  for (const name of ['http_tokens', 'http_endpoint', 'system_disk_encrypted', 'deployment_set_id']) {
    expect(host).not.toHaveProperty(name);
  }
});

test.each(['required', 'optional'])('metadataTokens: %s reaches every host, in place', (metadataTokens) => {
  const all = hosts({ metadataTokens });
  expect(all).toHaveLength(4);
  for (const { http_tokens, http_endpoint, lifecycle } of all) {
    expect({ http_tokens, http_endpoint }).toEqual({ http_tokens: metadataTokens, http_endpoint: 'enabled' });
    const { ignore_changes } = lifecycle as { ignore_changes: string[] };
    expect(ignore_changes).not.toContain('http_tokens');
  }
});

test('encrypted system disks are of new hosts: one that exists is not replaced for it', () => {
  for (const { system_disk_encrypted, lifecycle } of hosts({ systemDiskEncrypted: true, maintain: 1 })) {
    expect(system_disk_encrypted).toBe(true);
    expect((lifecycle as { ignore_changes: string[] }).ignore_changes).toContain('system_disk_encrypted');
  }
});

describe('deployment sets', () => {
  const stack = synthesize(deployment(4, { deploymentSets: true }));

  test('one a zone, which cannot be deleted', () => {
    const sets = stack.all('alicloud_ecs_deployment_set');
    expect(Object.keys(sets)).toEqual(
      ['a', 'b', 'c'].map((letter) => `brokers_deployment-sets_ap-southeast-1${letter}`),
    );
    for (const set of Object.values(sets)) {
      expect(set).toMatchObject({ strategy: 'Availability', lifecycle: { prevent_destroy: true } });
    }
  });

  test('hold the brokers of their zone, and not the bastion', () => {
    const setOf = (name: string) => stack.at(`alicloud_instance.${name}`)['deployment_set_id'];
    const idOf = (letter: string) =>
      `\${alicloud_ecs_deployment_set.brokers_deployment-sets_ap-southeast-1${letter}.id}`;
    expect([1, 2, 3, 4].map((id) => setOf(`brokers_${id}_host`))).toEqual(['a', 'b', 'c', 'a'].map(idOf));
    expect(setOf('bastion_host')).toBeUndefined();
  });

  test('go with a deployment that may be destroyed', () => {
    const gone = synthesize(deployment(3, { deploymentSets: true, destroyable: true }));
    for (const set of Object.values(gone.all('alicloud_ecs_deployment_set'))) {
      expect(set).not.toHaveProperty('lifecycle.prevent_destroy');
    }
  });
});
