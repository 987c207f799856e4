import { brokers, judgeRows } from './support/judge';

const CHANGEFEED = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 };
const second = (changes: Record<string, unknown> = {}) => ({
  externalListeners: [{ name: 'EXTERNAL' }, { ...CHANGEFEED, ...changes }],
});

describe('external listeners', () => {
  judgeRows('error', [
    ['EXTERNAL, written out', { externalListeners: [{ name: 'EXTERNAL' }] }, []],
    ['a second one', second(), []],
    ['another one alone', { externalListeners: [CHANGEFEED] }, []],
    ['none', { externalListeners: [] }, ['externalListeners: has too few entries']],
    ['a name in lower case', second({ name: 'changefeed' }), ['externalListeners[1].name: is not valid']],
    ...['INTERNAL', 'CONTROLLER', 'SSL', 'SSH'].map((name) => {
      return [`the name ${name}`, second({ name }), ['externalListeners[1].name: is not valid']] as const;
    }),
    [
      'a name twice, and nothing of what follows',
      { externalListeners: [{ name: 'EXTERNAL' }, CHANGEFEED, CHANGEFEED] },
      ['externalListeners[2].name: is also the name of externalListeners[1]'],
    ],
    [
      'ports of EXTERNAL',
      { externalListeners: [{ name: 'EXTERNAL', port: 39092, base: 9092 }] },
      [
        'externalListeners[0].port: is ports.external for the listener EXTERNAL',
        'externalListeners[0].base: is ports.externalBase for the listener EXTERNAL',
      ],
    ],
    [
      'another one without its ports',
      { externalListeners: [{ name: 'EXTERNAL' }, { name: 'CHANGEFEED', bootstrap: 9192 }] },
      ['externalListeners[1].port: is missing', 'externalListeners[1].base: is missing'],
    ],
    ['a port that is invalid', second({ port: 0 }), ['externalListeners[1].port: is too small']],
    [
      "a broker's externalPort without EXTERNAL",
      { externalListeners: [CHANGEFEED], 'brokers[1].externalPort': 19093 },
      ['brokers[1].externalPort: has no effect without the listener EXTERNAL'],
    ],
  ]);
});

describe('their ports', () => {
  judgeRows('error', [
    [
      'of another listener on the hosts',
      second({ port: 39092 }),
      ['externalListeners[1].port: is also ports.external'],
    ],
    ['of SSH', second({ port: 22 }), ['externalListeners[1].port: is the port of SSH']],
    [
      'of EXTERNAL on the hosts, which is not there',
      { externalListeners: [{ ...CHANGEFEED, port: 39092, bootstrap: 9092, base: 9092 }] },
      [],
    ],
    [
      'of bootstrap',
      second({ bootstrap: 9092 }),
      ['externalListeners[1].bootstrap: has the same load balancer port 9092 as ports.bootstrap'],
    ],
    [
      'of a broker on EXTERNAL',
      second({ bootstrap: 9094 }),
      ['externalListeners[1].bootstrap: has the same load balancer port 9094 as brokers[1].id'],
    ],
    [
      'of several brokers on EXTERNAL, told once',
      second({ base: 9093 }),
      ['externalListeners[1].base: has the same load balancer port 9094 as brokers[1].id'],
    ],
    [
      'beyond, told once',
      second({ base: 65533 }),
      ['externalListeners[1].base: its load balancer port would be 65536'],
    ],
    [
      'all at once',
      second({ port: 29092, bootstrap: 9092, base: 9090 }),
      [
        'externalListeners[1].port: is also ports.controller',
        'externalListeners[1].bootstrap: has the same load balancer port 9092 as ports.bootstrap',
        'externalListeners[1].base: has the same load balancer port 9092 as ports.bootstrap',
      ],
    ],
  ]);
});

describe('the quota of the load balancer', () => {
  judgeRows('error', [
    ['24 brokers with two listeners', { brokers: brokers(24), ...second() }, []],
    [
      '25 brokers with two listeners',
      { brokers: brokers(25), ...second() },
      [
        'brokers: has 25 brokers, which with 2 external listeners need 52 load balancer ports, and there are 50',
      ],
    ],
  ]);
});
