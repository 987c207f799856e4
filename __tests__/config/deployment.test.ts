import { judgeRows } from './support/judge';

describe('bastion', () => {
  const none = { bastion: false, 'security.sshFrom': ['203.0.113.0/24'] };
  judgeRows('error', [
    ['none, archives by URL', { ...none, 'kafka.delivery': 'url' }, []],
    ['none, archives from it', none, ['kafka.delivery: needs a bastion, but there is none']],
    ['an invalid one is not none', { bastion: true }, ['bastion: has the wrong type: a boolean']],
    [
      'a misspelt one is not none',
      { bastion: undefined, bastoin: { zone: 'x' } },
      ['bastoin: is not a known key'],
    ],
  ]);
  judgeRows('warning', [
    [
      'none, and nobody reaches SSH',
      { bastion: false, 'kafka.delivery': 'image' },
      [
        'security.sshFrom: without a bastion and with an empty list, nothing reaches SSH on the brokers',
        'rollout.via: there is no bastion, so no change reaches brokers that run',
      ],
    ],
    [
      'open to the world',
      { 'bastion.allowSshFrom': ['203.0.113.0/24', '0.0.0.0/0'] },
      ["bastion.allowSshFrom[1]: the bastion's SSH is open to the world"],
    ],
    [
      'open by default',
      { 'bastion.allowSshFrom': undefined },
      ["bastion.allowSshFrom[0]: the bastion's SSH is open to the world"],
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
        (path) => `${path}: holds a template, which Terraform would evaluate`,
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
      ['tidbCloud.zones[1]: is not among zones: TiDB Cloud nodes of that zone may find no endpoint'],
    ],
  ]);
});

describe('image', () => {
  judgeRows('error', [
    ['by id', { image: { id: 'aliyun_3_x64_20G_alibase_20250629.vhd' } }, []],
    ['by both', { image: { id: 'm-1', nameRegex: '^aliyun' } }, ['image: names an image in two ways']],
    ['by neither', { image: {} }, ['image: names no image']],
    ['with a flag of RE2', { 'image.nameRegex': '(?i)^Aliyun' }, []],
    [
      'no regular expression',
      { 'image.nameRegex': '^aliyun(' },
      ['image.nameRegex: is no regular expression: unterminated group'],
    ],
    [
      'a look-ahead',
      { 'image.nameRegex': '^aliyun(?!_2)' },
      ['image.nameRegex: looks around or back, which the provider cannot'],
    ],
    ['an invalid id is one way', { image: { id: 'a b' } }, ['image.id: is not valid']],
  ]);
});

describe('backend', () => {
  const credential = 'is a credential, which the Terraform JSON would hold';
  judgeRows('error', [
    ['a path in the project', { backend: { path: 'state/kafka.tfstate' } }, []],
    ...['/var/kafka.tfstate', '../kafka.tfstate', 'a/../../b', '~/x', 'C:\\x', '', 5].map((path) => {
      return [`the path ${path}`, { backend: { path } }, ['backend.path: must stay in the project']] as const;
    }),
    [
      'another argument of local',
      { backend: { type: 'local', workspace_dir: 'x' } },
      ['backend.workspace_dir: is no argument for type local here'],
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
      ['maintain: stage link builds no broker to maintain'],
    ],
  ]);
  judgeRows('warning', [
    ['maintenance', { maintain: 2 }, ['maintain: the next apply may stop broker 2']],
    [
      'the end',
      { destroyable: true },
      ['destroyable: every protection is lifted: hosts and data disks can be deleted'],
    ],
  ]);
});
