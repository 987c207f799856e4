import { alicloud } from '../../../../rehearsal/cloud/alicloud';
import { dataSourceOf, resourceOf } from '../../../../rehearsal/cloud/engine/definition';
import { complaint } from '../../../../rehearsal/cloud/engine/validation/rules';
import { validateBlock } from '../../../../rehearsal/cloud/engine/validation/validate';
import { UNKNOWN, type TermRecord } from '../../../../rehearsal/cloud/engine/value';

const validate = (type: string, config: TermRecord) => {
  const { block, semantics } = resourceOf(alicloud, type);
  return validateBlock(block, semantics, config);
};
const summaries = (type: string, config: TermRecord) => validate(type, config).map(({ summary }) => summary);

const instance = { image_id: 'i', instance_type: 'ecs.g7.large' };

test.each([
  [{ ...instance, status: 'Paused' }, 'expected status to be one of ["Running" "Stopped"], got Paused'],
  [
    { ...instance, http_put_response_hop_limit: 65 },
    'expected http_put_response_hop_limit to be in the range (1 - 64), got 65',
  ],
  [
    { ...instance, instance_type: 'g7' },
    'expected value of instance_type to match regular expression "^ecs\\\\..*", got g7',
  ],
  [
    { ...instance, tags: { key: 'acs:reserved' } },
    'expected value of tags.key to not match regular expression',
  ],
  [
    { ...instance, data_disks: [{ size: 20, name: 'x' }] },
    'expected length of name to be in the range (2 - 128), got x',
  ],
  [{ ...instance, ipv6_addresses: Array<string>(11).fill('::1') }, 'Too many list items'],
  [{ ...instance, io_optimized: 'optimized' }, 'Argument is removed'],
  [{ instance_type: 'ecs.g7.large' }, 'Missing required argument'],
  [
    { ...instance, secondary_private_ips: ['a'], secondary_private_ip_address_count: 1 },
    'Conflicting configuration arguments',
  ],
])('%j is refused', (config, message) => {
  expect(summaries('alicloud_instance', config)).toContainEqual(expect.stringContaining(message));
});

test('what is right, absent or not yet known passes', () => {
  const unknown: TermRecord = {
    image_id: UNKNOWN,
    instance_type: UNKNOWN,
    period: UNKNOWN,
    tags: UNKNOWN,
    data_disks: UNKNOWN,
  };
  expect(validate('alicloud_instance', instance)).toEqual([]);
  expect(validate('alicloud_instance', unknown)).toEqual([]);
  expect(validate('alicloud_ecs_disk', { disk_name: 'disk', name: UNKNOWN })).toEqual([
    expect.objectContaining({ severity: 'WARNING' }),
  ]);
});

test('one of several rules is enough where they are alternatives', () => {
  const period = (value: number) => summaries('alicloud_instance', { ...instance, period: value });
  expect([period(9), period(12)]).toEqual([[], []]);
  expect(period(10)).toEqual([expect.stringMatching(/one of \[12 24 36 48 60\].*, or .*range \(1 - 9\)/)]);
});

test('exactly one of several attributes', () => {
  const vswitch = { vpc_id: 'v', cidr_block: '10.0.0.0/24' };
  const details = (config: TermRecord) =>
    validate('alicloud_vswitch', { ...vswitch, ...config }).flatMap(({ summary, detail, severity }) =>
      severity === 'ERROR' ? [`${summary}: ${detail}`] : [],
    );
  expect(details({ zone_id: 'z' })).toEqual([]);
  expect(details({ zone_id: UNKNOWN })).toEqual([]);
  expect(details({ zone_id: 'z', availability_zone: UNKNOWN })).toEqual([]);
  expect(details({})).toEqual([
    expect.stringContaining('one of `zone_id,availability_zone` must be specified'),
  ]);
  expect(details({ zone_id: 'z', availability_zone: 'z' })).toEqual([expect.stringContaining('only one of')]);
});

test('an error in a list names its element, one in a set its block', () => {
  const disks: TermRecord = { ...instance, data_disks: [{ size: 20 }, { size: 20, category: 'floppy' }] };
  expect(validate('alicloud_instance', disks)[0]?.path).toEqual(['data_disks', 1, 'category']);
  const service = { resource: [{ resource_type: 'floppy' }] };
  expect(validate('alicloud_privatelink_vpc_endpoint_service', service)[0]?.path).toEqual([
    'resource',
    'resource_type',
  ]);
});

test('a data source is checked too, and case may not matter', () => {
  const { block, semantics } = dataSourceOf(alicloud, 'alicloud_images');
  expect(validateBlock(block, semantics, {})).toHaveLength(1);
  expect(complaint('account_type', { one_of: ['Domestic'], ignore_case: true }, 'domestic')).toBeUndefined();
});

test('every rule of the pinned data is of a kind that is enforced', () => {
  const known = ['has_validate_func', 'rejected_samples', 'accepts_any_length', 'union', 'ignore_case'];
  const enforced = ['one_of', 'range', 'length', 'match', 'not_match'];
  const blocks = [
    alicloud.semantics.provider,
    ...[
      ...Object.values(alicloud.semantics.resources),
      ...Object.values(alicloud.semantics.data_sources),
    ].map(({ attributes }) => attributes),
  ];
  const rules = blocks
    .flatMap((block) => Object.values(block))
    .flatMap((each) => [each.validate ?? {}, each.element_validate ?? {}]);
  const kinds = new Set(rules.flatMap((rule) => Object.keys(rule)));
  expect([...kinds].filter((kind) => !known.includes(kind) && !enforced.includes(kind))).toEqual([]);
});
