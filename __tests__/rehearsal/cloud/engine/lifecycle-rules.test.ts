import { attach, type Attached } from './support/attached';

const LIMIT_MS = 60_000;

describe('what terraform itself makes of the answers of the providers', () => {
  let attached: Attached;

  beforeAll(async () => {
    attached = await attach();
  });
  afterAll(() => attached.end());

  const apply = async (resource: object) => {
    attached.cloud.calls.length = 0;
    attached.workspace.write({ provider: { alicloud: { region: 'ap-southeast-1' } }, resource });
    return attached.workspace.run('apply', '-auto-approve');
  };

  test(
    'triggers replace a null_resource, and run its provisioners again',
    async () => {
      const marked = (value: string) => ({
        null_resource: {
          it: { triggers: { value }, provisioner: [{ 'local-exec': { command: `echo "now ${value}"` } }] },
        },
      });
      expect((await apply(marked('one'))).text).toContain('now one');
      const { id } = attached.workspace.attributes('null_resource');
      expect((await apply(marked('one'))).text).toContain('0 added, 0 changed, 0 destroyed');
      const { text } = await apply(marked('two'));
      expect(text).toContain('1 added, 0 changed, 1 destroyed');
      expect(text).toContain('now two');
      expect(attached.workspace.attributes('null_resource').id).not.toBe(id);
    },
    LIMIT_MS,
  );

  test(
    'prevent_destroy refuses a replacement at plan',
    async () => {
      const disk = (zone: string) => ({
        alicloud_ecs_disk: { it: { zone_id: zone, size: 20, lifecycle: { prevent_destroy: true } } },
      });
      expect((await apply(disk('ap-southeast-1a'))).code).toBe(0);
      const { code, text } = await apply(disk('ap-southeast-1b'));
      expect(code).toBe(1);
      expect(text).toContain('Instance cannot be destroyed');
      expect(attached.cloud.calls).toEqual([]);
    },
    LIMIT_MS,
  );

  test(
    'ignore_changes keeps a change from the cloud',
    async () => {
      const instance = (image: string) => ({
        alicloud_instance: {
          it: { instance_type: 'ecs.g7.large', image_id: image, lifecycle: { ignore_changes: ['image_id'] } },
        },
      });
      expect((await apply(instance('first'))).code).toBe(0);
      const { text } = await apply(instance('second'));
      expect(text).toContain('0 added, 0 changed, 0 destroyed');
      expect(attached.workspace.attributes('alicloud_instance').image_id).toBe('first');
    },
    LIMIT_MS,
  );

  test(
    'operations that do not depend on each other run at the same time',
    async () => {
      const { cloud } = attached;
      const create = cloud.create.bind(cloud);
      const together = barrier(3);
      cloud.create = async (type, planned) => {
        await together();
        return create(type, planned);
      };
      const names = ['one', 'two', 'three'].map((name) => [name, { vpc_name: name }] as const);
      expect((await apply({ alicloud_vpc: Object.fromEntries(names) })).code).toBe(0);
      cloud.create = create;
    },
    LIMIT_MS,
  );
});

/** Lets nobody through until a number of callers have come. */
function barrier(size: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === size) waiting.forEach((release) => release());
    });
}
