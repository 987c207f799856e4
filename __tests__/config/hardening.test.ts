import { brokers, changed, judge, judgeRows } from './support/judge';

const EXPORTER = { url: 'https://example.com/agent-9.jar', sha256: 'c'.repeat(64) };
const metrics = (fields: object) => ({
  'kafka.metrics': { allowFrom: ['10.1.0.0/24'], exporter: EXPORTER, ...fields },
});

describe('metrics', () => {
  judgeRows('error', [
    ['with the ranges that may reach them', metrics({}), []],
    [
      'from nowhere, by nothing',
      { 'kafka.metrics': {} },
      ['kafka.metrics.allowFrom: is missing', 'kafka.metrics.exporter: is missing'],
    ],
    [
      'twice from one range',
      metrics({ allowFrom: ['10.1.0.0/24', '10.1.0.0/24'] }),
      ['kafka.metrics.allowFrom[1]: is the same as entry 0'],
    ],
    ['on the port of SSH', metrics({ port: 22 }), ['kafka.metrics.port: is the port of SSH']],
    ['on the port of INTERNAL', metrics({ port: 9092 }), ['kafka.metrics.port: is also ports.internal']],
    ['on the port of EXTERNAL', metrics({ port: 39092 }), ['kafka.metrics.port: is also ports.external']],
    [
      'by a jar that nothing vouches for',
      metrics({ exporter: { url: EXPORTER.url } }),
      ['kafka.metrics.exporter.sha256: is missing'],
    ],
  ]);

  test.each([
    'https://example.com/a=b.jar',
    'https://example.com/a%20b.jar',
    'https://example.com/agent.zip',
  ])('a file name that neither Java nor systemd would take as it is: %s', (url) => {
    const [problem, ...others] = judge(changed(metrics({ exporter: { ...EXPORTER, url } })));
    expect(problem).toMatchObject({ severity: 'error', allowed: expect.stringContaining('.jar') as unknown });
    expect(others.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('tokens of the metadata service', () => {
  judgeRows('warning', [
    ['optional', { metadataTokens: 'optional' }, []],
    [
      'required takes an image that can get one',
      { metadataTokens: 'required' },
      [
        'metadataTokens: is required: a new host whose cloud-init is older than 23.1 starts without its user data',
      ],
    ],
  ]);
});

describe('deployment sets', () => {
  const many = brokers(63).map(({ id }) => ({ id, zone: 'ap-southeast-1a' }));
  judgeRows('error', [
    ['20 brokers in a zone', { deploymentSets: true, brokers: many.slice(0, 20) }, []],
    [
      '21 brokers in a zone',
      { deploymentSets: true, brokers: many.slice(0, 21) },
      ['deploymentSets: ap-southeast-1a has 21 brokers, and a deployment set has room for 20'],
    ],
    ['without sets', { brokers: many.slice(0, 21) }, []],
  ]);
});
