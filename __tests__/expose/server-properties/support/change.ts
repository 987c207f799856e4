import { expose } from '../../../../expose/server-properties/expose';
import { externalByConvention } from '../../../../expose/server-properties/external';
import { PropertiesDocument } from '../../../../expose/server-properties/java-properties/document';
import type { Properties } from './java-properties';

export const THREE = ['listeners', 'advertised.listeners', 'listener.security.protocol.map'];

export const EXTERNAL = externalByConvention({ nodeId: 1, uniqueName: 'abc' });

export function exposed(file: Buffer) {
  const { document, changed } = expose(PropertiesDocument.of(file), 'server.properties', EXTERNAL);
  return { file: document.toBytes(), changed };
}

export function withoutThree(properties: Properties | undefined): Properties {
  return Object.fromEntries(Object.entries(properties ?? {}).filter(([key]) => !THREE.includes(key)));
}

/** Whether all bytes of the one file stand in the other in their order, so that it only has bytes more. */
export function isKept(before: Buffer, after: Buffer): boolean {
  let found = 0;
  for (const byte of after) if (found < before.length && byte === before[found]) found += 1;
  return found === before.length;
}

/** How many bytes the change needs: what the values grew by, and new lines whole. */
export function neededBytes(before: Properties, after: Properties, eol: string): number {
  const needed = THREE.map((key) => {
    const [was, is] = [before[key], after[key] ?? ''];
    return was === undefined ? `${key}=${is}${eol}`.length : is.length - was.length;
  });
  return needed.reduce((sum, bytes) => sum + bytes, 0);
}
