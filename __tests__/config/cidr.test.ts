import {
  containsCidr,
  formatAddress,
  isUsable,
  networkOf,
  overlaps,
  parseAddress,
  parseCidr,
  type Cidr,
} from '../../domain/cidr';

const cidr = (text: string): Cidr => parseCidr(text) as Cidr;

test.each([
  ['10.0.64.0/18', { base: 167788544, last: 167804927, prefix: 18 }],
  ['0.0.0.0/0', { base: 0, last: 4294967295, prefix: 0 }],
  ['255.255.255.255/32', { base: 4294967295, last: 4294967295, prefix: 32 }],
  ['10.0.0.1/18', undefined],
  ['10.0.0.256/32', undefined],
  ['10.0.0.0/33', undefined],
  ['10.0.0/18', undefined],
  [undefined, undefined],
])('%s is %j', (text, range) => {
  expect(parseCidr(text)).toEqual(range);
});

test.each(['0.0.0.0', '10.0.64.11', '255.255.255.255'])(
  '%s survives the way to a number and back',
  (text) => {
    expect(formatAddress(parseAddress(text) ?? NaN)).toBe(text);
  },
);

test.each([
  ['10.0.64.1/18', '10.0.64.0/18'],
  ['255.255.255.255/1', '128.0.0.0/1'],
  ['x/18', undefined],
])('%s lies in %s', (text, network) => {
  expect(networkOf(text)).toBe(network);
});

test('ranges contain and overlap each other', () => {
  expect(containsCidr(cidr('10.0.0.0/16'), cidr('10.0.192.0/18'))).toBe(true);
  expect(containsCidr(cidr('10.0.192.0/18'), cidr('10.0.0.0/16'))).toBe(false);
  expect(overlaps(cidr('10.0.192.0/18'), cidr('10.0.0.0/16'))).toBe(true);
  expect(overlaps(cidr('10.0.0.0/18'), cidr('10.0.64.0/18'))).toBe(false);
});

test.each([
  ['10.0.0.0', false],
  ['10.0.0.1', true],
  ['10.0.63.252', true],
  ['10.0.63.253', false],
  ['10.0.64.0', false],
])('a host may have %s: %s', (text, usable) => {
  expect(isUsable(cidr('10.0.0.0/18'), parseAddress(text) ?? NaN)).toBe(usable);
});
