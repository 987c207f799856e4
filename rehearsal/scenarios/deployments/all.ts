import { join } from 'node:path';

/** A scenario with a deployment file, by the path of the file. */
export interface Rehearsed {
  scenario: string;
  file: string;
}

const PROJECT = join(__dirname, '../../..');
const here = (name: string) => join(__dirname, `${name}.yaml`);

/** Everything that is rehearsed before a release. */
export const ALL: readonly Rehearsed[] = [
  ...[
    'default',
    'rename',
    'poison',
    'kill',
    'chaos',
    'link',
    'upgrade',
    'replace',
    'scale',
    'second-listener',
    'mistakes',
    'doctor',
    'wrong-checksum',
    'dead-broker',
    'maintain',
    'together',
    'drift',
    'power',
    'disk',
    'ports',
  ].map((scenario) => {
    return { scenario, file: join(PROJECT, 'kafka.yaml') };
  }),
  ...[
    here('four-brokers'),
    here('uneven'),
    here('no-bastion'),
    here('hardened'),
    join(PROJECT, 'examples/production.yaml'),
  ].map((file) => ({ scenario: 'default', file })),
  { scenario: 'replace', file: here('four-brokers') }, // a broker without a vote
  ...[join(PROJECT, 'examples/production.yaml'), here('scram-sha-256'), here('plain')].map((file) => {
    return { scenario: 'sasl', file };
  }),
  { scenario: 'sasl-on', file: here('open') },
  { scenario: 'tls', file: here('tls') },
  { scenario: 'internal-tls', file: here('internal-tls') },
  { scenario: 'grow', file: here('one-broker') },
  { scenario: 'expose-kraft', file: here('existing-kraft') },
  { scenario: 'expose-zookeeper', file: here('existing-zookeeper') },
];
