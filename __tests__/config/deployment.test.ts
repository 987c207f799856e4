import { judgeRows } from './support/judge';

describe('bastion', () => {
  const none = { bastion: false, 'security.sshFrom': ['203.0.113.0/24'] };
  judgeRows('error', [
    ['none, archives by URL', { ...none, 'kafka.delivery': 'url' }, []],
    ['none, archives from it', none, ['kafka.delivery: needs a bastion, and there is none']],
    ['an invalid one is not none', { bastion: true }, ['bastion: has the wrong type: a boolean']],
    [
      'a misspelt one is not none',
      { bastion: undefined, bastoin: { zone: 'x' } },
      ['bastoin: is not a known field'],
    ],
  ]);
  judgeRows('warning', [
    [
      'none, and nobody reaches SSH',
      { bastion: false, 'kafka.delivery': 'image' },
      [
        'security.sshFrom: is empty, and there is no bastion: nobody reaches SSH on the brokers',
        'rollout.via: is bastion, and there is none: no change reaches running brokers',
      ],
    ],
    [
      'open to the world',
      { 'bastion.allowSshFrom': ['203.0.113.0/24', '0.0.0.0/0'] },
      ["bastion.allowSshFrom[1]: opens the bastion's SSH to the world"],
    ],
    [
      'open by default',
      { 'bastion.allowSshFrom': undefined },
      ["bastion.allowSshFrom[0]: opens the bastion's SSH to the world"],
    ],
  ]);
});

describe('lists whose entries become resources', () => {
  judgeRows('error', [
    ['different entries', { 'security.sshFrom': ['203.0.113.1/32', '203.0.113.2/32'] }, []],
    [
      'an entry twice',
      {
        'bastion.allowSshFrom': ['203.0.113.0/24', '203.0.113.0/24'],
        'security.internalClients': ['10.1.0.0/16', '10.2.0.0/16', '10.1.0.0/16'],
        'loadBalancer.allowFrom': ['10.1.0.0/16', '10.1.0.0/16'],
        'endpointService.acceptedEndpoints': ['ep-1', 'ep-1'],
      },
      [
        'bastion.allowSshFrom[1]: is the same as entry 0',
        'security.internalClients[2]: is the same as entry 0',
        'loadBalancer.allowFrom[1]: is the same as entry 0',
        'endpointService.acceptedEndpoints[1]: is the same as entry 0',
      ],
    ],
  ]);
});

describe('texts that Terraform would evaluate', () => {
  judgeRows('error', [
    [
      'in a setting of Kafka, where they are escaped',
      { 'kafka.properties': { 'some.key': '${x} %{y}' } },
      [],
    ],
    [
      'anywhere else',
      {
        'endpointService.description': '%{if true}',
        tags: { owner: '${env}', '${key}': 'x' },
        backend: { type: 'oss', bucket: '$${b}' },
      },
      ['endpointService.description', 'tags.owner', 'tags["${key}"]', 'backend.bucket'].map(
        (path) => `${path}: contains a template, which Terraform would evaluate`,
      ),
    ],
  ]);
});

describe('TiDB Cloud', () => {
  judgeRows('warning', [
    ['all its zones', { 'tidbCloud.zones': ['ap-southeast-1c', 'ap-southeast-1a'] }, []],
    [
      'a zone that is not covered',
      { 'tidbCloud.zones': ['ap-southeast-1a', 'ap-southeast-1d'] },
      ['tidbCloud.zones[1]: is not one of the zones: TiDB Cloud nodes in it may find no endpoint'],
    ],
  ]);
});

describe('image', () => {
  judgeRows('error', [
    ['by id', { image: { id: 'aliyun_3_x64_20G_alibase_20250629.vhd' } }, []],
    ['by both', { image: { id: 'm-1', nameRegex: '^aliyun' } }, ['image: has both id and nameRegex']],
    ['by neither', { image: {} }, ['image: has neither id nor nameRegex']],
    ['with a flag of RE2', { 'image.nameRegex': '(?i)^Aliyun' }, []],
    [
      'no regular expression',
      { 'image.nameRegex': '^aliyun(' },
      ['image.nameRegex: is not a regular expression: unterminated group'],
    ],
    [
      'a look-ahead',
      { 'image.nameRegex': '^aliyun(?!_2)' },
      ['image.nameRegex: has lookaround or a backreference, which the provider does not support'],
    ],
    ['an invalid id is one way', { image: { id: 'a b' } }, ['image.id: is not valid']],
  ]);
});

describe('backend', () => {
  const credential = 'is a credential, which would be readable in the Terraform JSON';
  judgeRows('error', [
    ['a path in the project', { backend: { path: 'state/kafka.tfstate' } }, []],
    ...['/var/kafka.tfstate', '../kafka.tfstate', 'a/../../b', '~/x', 'C:\\x', '', 5].map((path) => {
      return [
        `the path ${path}`,
        { backend: { path } },
        ['backend.path: must be inside the project'],
      ] as const;
    }),
    [
      'another argument of local',
      { backend: { type: 'local', workspace_dir: 'x' } },
      ['backend.workspace_dir: is not allowed for type local'],
    ],
    ['OSS', { backend: { type: 'oss', bucket: 'b', prefix: 'kafka/state', tablestore_table: 't' } }, []],
    [
      'a prefix with a slash',
      { backend: { type: 'oss', prefix: '/kafka' } },
      ['backend.prefix: begins with a slash'],
    ],
    ...[
      'access_key',
      'secret_key',
      'security_token',
      'password',
      'token',
      'shared_credentials_file',
      'conn_str',
      'client_secret',
    ].map((key) => {
      return [key, { backend: { type: 'oss', [key]: 'x' } }, [`backend.${key}: ${credential}`]] as const;
    }),
    ['a credential of local', { backend: { password: 'x' } }, [`backend.password: ${credential}`]],
    [
      'a credential below',
      { backend: { type: 's3', assume_role: [{ token: 'x' }] } },
      [`backend.assume_role[0].token: ${credential}`],
    ],
    [
      'a credential in a URL',
      { backend: { type: 'http', address: 'https://me:pass@example.com/state' } },
      [`backend.address: ${credential}`],
    ],
    ['no secret', { backend: { type: 'kubernetes', secret_suffix: 'x' } }, []],
  ]);
});

describe('operations', () => {
  judgeRows('error', [
    ['maintenance of a broker', { maintain: 2 }, []],
    ['maintenance of none', { maintain: 9 }, ['maintain: is not the id of a broker']],
    [
      'maintenance before there are brokers',
      { maintain: 2, stage: 'link' },
      ['maintain: has no effect with stage link, which builds no brokers'],
    ],
  ]);
  judgeRows('warning', [
    ['maintenance', { maintain: 2 }, ['maintain: the next apply may stop broker 2']],
    ['the end', { destroyable: true }, ['destroyable: is true: hosts and data disks can be deleted']],
  ]);
});
