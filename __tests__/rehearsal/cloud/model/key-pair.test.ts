import { inspect } from '../../../../rehearsal/cloud/model';
import { id, PUBLIC_KEY, refuses, World } from './support';

describe('key pair', () => {
  test('keeps its key when another is planned, and its id is its name', async () => {
    const world = new World();
    const { a, group } = await world.network();
    const pair = await world.make('ecs_key_pair', { key_pair_name: 'ops', public_key: PUBLIC_KEY });
    expect(pair.id).toBe('ops');
    const next = await world.update('ecs_key_pair', pair, { public_key: 'ssh-ed25519 AAAA new' });
    expect(next.public_key).toBe('ssh-ed25519 AAAA new');
    await world.instance(a, group, { key_name: 'ops' });
    expect(inspect(world.cloud).instances[0]?.publicKey).toBe(PUBLIC_KEY);
  });

  test('has its own name, a valid key, and stays while it is used', async () => {
    const world = new World();
    const { a, group } = await world.network();
    const pair = await world.make('ecs_key_pair', { key_pair_name: 'ops', public_key: PUBLIC_KEY });
    await refuses(
      world.make('ecs_key_pair', { key_pair_name: 'ops' }),
      'KeyPair.AlreadyExist',
      'key_pair_name',
    );
    await refuses(
      world.make('ecs_key_pair', { key_pair_name: 'bad', public_key: 'hello' }),
      'InvalidPublicKeyContent.Malformed',
    );
    const instance = await world.instance(a, group, { key_name: 'ops' });
    await refuses(world.delete('ecs_key_pair', pair), 'InvalidParameter.KeypairAlreadyAttachedInstance');
    await world.delete('instance', instance);
    await world.delete('ecs_key_pair', pair);
  });
});

test('a deployment set stays while instances are in it', async () => {
  const world = new World();
  const { a, group } = await world.network();
  const set = await world.make('ecs_deployment_set', { deployment_set_name: 'brokers' });
  const instance = await world.instance(a, group, { deployment_set_id: id(set) });
  await refuses(world.delete('ecs_deployment_set', set), 'DependencyViolation.DeploymentSet');
  await world.delete('instance', instance);
  await world.delete('ecs_deployment_set', set);
});
