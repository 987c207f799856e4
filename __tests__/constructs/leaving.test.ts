import { brokers, deployment } from '../support/deployment';
import { synthesize } from './support/synthesized';

const four = brokers(4);
const last = { id: 4, zone: 'ap-southeast-1a' };
const leavingFile = { brokers: [...brokers(3), { ...last, leaving: true }], controllers: [1, 2, 3] };
const leaving = synthesize(deployment(4, leavingFile));
const BACKEND = 'alicloud_nlb_server_group_server_attachment.nlb';

test('a broker that leaves loses its place behind the bootstrap port, not its own port', () => {
  expect(leaving.addresses).not.toContain(`${BACKEND}_bootstrap_backend-4`);
  expect(leaving.addresses).toContain(`${BACKEND}_bootstrap_backend-3`);
  expect(leaving.addresses).toContain(`${BACKEND}_broker-4_backend-4`);
});

test("the cloud's own guard is lifted for it alone; nothing else of its protection is", () => {
  const guarded = four.map(
    ({ id }) => leaving.at(`alicloud_instance.brokers_${id}_host`)['deletion_protection'],
  );
  expect(guarded).toEqual([true, true, true, false]);
  for (const address of [
    'alicloud_instance.brokers_4_host',
    'alicloud_ecs_disk.brokers_4_data-disk',
    'alicloud_ecs_disk_attachment.brokers_4_data-disk-attachment',
  ]) {
    expect(leaving.at(address)).toMatchObject({ lifecycle: { prevent_destroy: true } });
  }
});

test('it is remembered to have left only once its step has succeeded', () => {
  expect(leaving.at('terraform_data.brokers_4_departure_memory')).toMatchObject({
    depends_on: ['null_resource.rollout_4_step'],
    input: { state: 'left' },
  });
  const memories = Object.keys(leaving.all('terraform_data')).filter((name) => name.includes('departure'));
  expect(memories).toHaveLength(1);
});

describe('a broker that is removed', () => {
  const removed = (deleteData: boolean, more = {}) =>
    synthesize(deployment(3, { removed: [{ id: 4, deleteData }], ...more }));
  const ofIt = (stack: ReturnType<typeof removed>) =>
    stack.addresses.filter((address) => /_4_|-4$/.test(address));

  test('keeps its disk, as it is, where it was', () => {
    expect(ofIt(removed(false))).toEqual([
      'alicloud_ecs_disk.brokers_4_data-disk',
      'terraform_data.brokers_4_departure_memory',
    ]);
    expect(removed(false).at('alicloud_ecs_disk.brokers_4_data-disk')).toMatchObject({
      lifecycle: { prevent_destroy: true, ignore_changes: 'all' },
    });
  });

  test('keeps nothing but the memory once its data is to go', () => {
    expect(ofIt(removed(true))).toEqual(['terraform_data.brokers_4_departure_memory']);
  });

  test('is one of those that may not just disappear', () => {
    const members = removed(true).at('null_resource.brokers_members_must-leave-first');
    expect(members).toMatchObject({
      for_each: '${toset(["1", "2", "3", "4"])}',
      lifecycle: { prevent_destroy: true },
    });
  });

  test('is not held back in a deployment that may be destroyed', () => {
    const stack = removed(false, { destroyable: true });
    expect(stack.at('terraform_data.brokers_4_departure_memory')).toMatchObject({
      lifecycle: { postcondition: [] },
    });
    expect(stack.at('null_resource.brokers_members_must-leave-first')).not.toHaveProperty(
      'lifecycle.prevent_destroy',
    );
  });
});

describe('a broker that is replaced', () => {
  const stack = synthesize(deployment(3, { replace: 3 }));
  const step = (id: number) => stack.at(`null_resource.rollout_${id}_step`);
  const script = (id: number) => stack.text(`rollout_${id}_script`);

  test('may start on a blank disk, and no other one may', () => {
    expect(script(3)).toContain('REPLACE=true');
    expect(synthesize(deployment(3)).text('rollout_3_script')).toContain('REPLACE=false');
  });

  test('holds every other broker back', () => {
    for (const id of [1, 2]) {
      expect(step(id)).toMatchObject({ lifecycle: { ignore_changes: ['triggers'] } });
      expect(script(id)).toBe('echo "held back: another broker is replaced first"\n');
    }
    expect(step(3)).toMatchObject({ lifecycle: { ignore_changes: ['triggers["applied_at"]'] } });
  });
});
