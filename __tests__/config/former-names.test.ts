import { parseConfig } from '../../config/load';
import { formatProblems } from '../../config/problems/problem';
import { changed, judge } from './support/judge';

const withProfile = (profile: string) => changed({ security: { profile } });
const aboutProfile = (text: string) => judge(text).filter(({ path }) => path[0] === 'security');

test('security.profile: seed is the same as wide', () => {
  const [former, present] = ['seed', 'wide'].map(
    (name) => parseConfig(withProfile(name), 'kafka.yaml').config,
  );
  expect(former).toEqual(present);
  expect(former).toMatchObject({ security: { profile: 'wide' } });
});

test('the former name gets a warning at its place, with the present one', () => {
  const text = withProfile('seed');
  const line = text.split('\n').findIndex((one) => one.includes('profile: seed')) + 1;
  expect(formatProblems('kafka.yaml', aboutProfile(text))).toBe(
    `kafka.yaml:${line}:12  security.profile
  warning: is now called "wide"
  value: "seed"
  fix: write wide`,
  );
});

test.each(['wide', 'least'])('%s gets none', (name) => {
  expect(aboutProfile(withProfile(name))).toEqual([]);
});

test('a name that never was one is refused with the present ones', () => {
  expect(aboutProfile(withProfile('sead'))).toMatchObject([
    { severity: 'error', value: 'sead', allowed: 'one of least, wide' },
  ]);
});

test.each(['security: seed', 'security: [seed]', 'security:'])('"%s" is still an error', (text) => {
  expect(aboutProfile(text)).toMatchObject([{ severity: 'error', path: ['security'] }]);
});
