import { demand, idsOf, requireRecord } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew, replaced } from '../handler';
import { text, texts } from '../values';

/** alicloud_security_group */
export const securityGroup: ResourceHandler = {
  noun: 'security-group',
  aliases: [['security_group_name', 'name']],
  inPlace: [
    'description',
    'inner_access',
    'inner_access_policy',
    'name',
    'resource_group_id',
    'security_group_name',
    'tags',
  ],
  create(tx, planned) {
    if (text(planned, 'vpc_id') !== '') {
      requireRecord(tx, 'alicloud_vpc', text(planned, 'vpc_id'), 'InvalidVpcId.NotFound', 'vpc_id');
    }
    const policy =
      text(planned, 'inner_access_policy') || (planned.inner_access === false ? 'Drop' : 'Accept');
    const name = text(planned, 'security_group_name') || text(planned, 'name');
    return putNew(tx, 'alicloud_security_group', tx.newId('sg', planned), planned, {
      create_time: tx.now(),
      inner_access: policy === 'Accept',
      inner_access_policy: policy,
      name,
      security_group_name: name,
      security_group_type: 'normal',
    });
  },
  update(tx, record, planned, changed) {
    const attributes = replaced(record, planned);
    // The two attributes are one setting of the API under an old and a new name.
    if (changed.includes('inner_access_policy')) {
      attributes.inner_access = planned.inner_access_policy === 'Accept';
    } else if (changed.includes('inner_access')) {
      attributes.inner_access_policy = planned.inner_access === true ? 'Accept' : 'Drop';
    }
    return tx.patch(record, attributes);
  },
  remove(tx, record) {
    const members = ['alicloud_instance', 'alicloud_nlb_load_balancer']
      .flatMap((type) => tx.all(type))
      .filter(({ attributes }) =>
        [...texts(attributes, 'security_groups'), ...texts(attributes, 'security_group_ids')].includes(
          record.id,
        ),
      );
    demand(
      members.length === 0,
      'DependencyViolation',
      `Security group ${record.id} cannot be deleted while it has members: ${idsOf(members)}.`,
    );
    const rules = tx.all('alicloud_security_group_rule');
    const references = rules.filter(
      ({ attributes }) =>
        attributes.source_security_group_id === record.id && attributes.security_group_id !== record.id,
    );
    demand(
      references.length === 0,
      'DependencyViolation',
      `Security group ${record.id} cannot be deleted while rules of others name it: ${idsOf(references)}.`,
    );
    for (const rule of rules) if (rule.attributes.security_group_id === record.id) tx.remove(rule);
    tx.remove(record);
  },
};
