import { newClusterId } from '../../domain/cluster-id';
import { newClusterSchema } from '../../config/new-schema';

test('ids fit the schema and differ', () => {
  const ids = Array.from({ length: 500 }, () => newClusterId());
  for (const id of ids) expect(newClusterSchema.shape.kafka.shape.clusterId.safeParse(id).success).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an id that looks like an option is drawn again', () => {
  const draws = [Buffer.alloc(16, 0xf8), Buffer.alloc(16, 1)];
  expect(newClusterId(() => draws.shift() ?? Buffer.alloc(16))).toBe('AQEBAQEBAQEBAQEBAQEBAQ');
  expect(draws).toHaveLength(0);
});
