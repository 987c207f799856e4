import fc from 'fast-check';
import { PropertiesDocument } from '../../../expose/server-properties/java-properties/document';
import { exposed, isKept, THREE, withoutThree } from './support/change';
import { anyFile, brokerFile } from './support/generated-files';
import { JavaProperties } from './support/java-properties';

const java = new JavaProperties();
afterAll(() => java.stop());

test('any file is read as Java reads it, and kept as it is', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, async (file) => {
      const document = PropertiesDocument.of(file);
      const ours = Object.fromEntries(document.properties.map(({ key, value }) => [key, value]));
      expect(document.malformed.length > 0 ? undefined : ours).toEqual(await java.read(file));
      expect(document.toBytes()).toEqual(file);
    }),
    { numRuns: 2000 },
  );
}, 120_000);

test('a broker gets EXTERNAL in three settings, and nothing else changes', async () => {
  await fc.assert(
    fc.asyncProperty(brokerFile, async (before) => {
      const { file: after, changed } = exposed(before);
      const [was, is] = [await java.read(before), await java.read(after)];
      expect(changed).toEqual(THREE);
      expect(withoutThree(is)).toEqual(withoutThree(was));
      for (const key of THREE) {
        expect(is?.[key]).toMatch(/,EXTERNAL:/);
        expect(is?.[key]?.startsWith(was?.[key] ?? '')).toBe(true);
      }
      expect(isKept(before, after)).toBe(true);
      expect(exposed(after)).toEqual({ file: after, changed: [] });
    }),
    { numRuns: 500 },
  );
}, 120_000);
