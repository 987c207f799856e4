import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patchBetween } from '../../../expose/server-properties/patch';
import { PropertiesDocument } from '../../../expose/server-properties/java-properties/document';
import { exposed, isKept, neededBytes, withoutThree } from './support/change';
import { JavaProperties } from './support/java-properties';
import { ADVERTISED, BIND, PROTOCOL, SHAPES } from './support/shapes';

jest.setTimeout(60_000);

const java = new JavaProperties();
const folder = mkdtempSync(join(tmpdir(), 'shapes-'));
afterAll(async () => {
  await java.stop();
  rmSync(folder, { recursive: true });
});

const ENTRIES = {
  listeners: BIND,
  'advertised.listeners': ADVERTISED,
  'listener.security.protocol.map': PROTOCOL,
};

describe.each(SHAPES.map(([name, text, expected]) => ({ name, text, expected })))('$name', (shape) => {
  const { text, expected = {} } = shape;
  const before = Buffer.from(text, 'latin1');
  const { file: after } = exposed(before);

  test('Java reads the same but for the three settings', async () => {
    const [was, is] = [await java.read(before), await java.read(after)];
    expect(withoutThree(is)).toEqual(withoutThree(was));
    for (const [key, entry] of Object.entries(ENTRIES)) {
      const value = expected[key as keyof typeof expected] ?? `${was?.[key] ?? 'missing'},${entry}`;
      expect({ key, value: is?.[key] }).toEqual({ key, value });
    }
  });

  test('every byte is kept, and no more are added than needed', async () => {
    const eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
    const [was, is] = [(await java.read(before)) ?? {}, (await java.read(after)) ?? {}];
    expect(isKept(before, after)).toBe(true);
    expect(after.length - before.length).toBe(neededBytes(was, is, eol));
  });

  test('a second time, nothing changes', () => {
    expect(exposed(after)).toEqual({ file: after, changed: [] });
  });

  test('the patch does the same', () => {
    const [old, patched] = [join(folder, 'old'), join(folder, 'patched')];
    writeFileSync(old, before);
    const [from, to] = [PropertiesDocument.of(before), PropertiesDocument.of(after)];
    const patch = patchBetween(from, to, 'server.properties');
    execFileSync('patch', ['--quiet', '--binary', `--output=${patched}`, old], { input: patch });
    expect(readFileSync(patched)).toEqual(after);
  });
});
