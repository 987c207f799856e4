import { ALLOWED_LICENCES, runtimePackages } from '../../cli/reference/licences';

test('every package that the app runs with is under a licence of the list', () => {
  const refused = runtimePackages().filter(({ licence }) => !ALLOWED_LICENCES.includes(licence ?? ''));
  expect(refused).toEqual([]);
});

test('no licence of the list is without a package', () => {
  const used = new Set(runtimePackages().map(({ licence }) => licence));
  expect(ALLOWED_LICENCES.filter((licence) => !used.has(licence))).toEqual([]);
});

test('what tests need is not among them, what the app needs is', () => {
  const names = runtimePackages().map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['cdktf', 'zod', 'handlebars']));
  expect(names).not.toContain('jest');
});
