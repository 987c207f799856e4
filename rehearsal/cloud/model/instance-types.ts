import type { Meta } from './state';

/** Size of an instance type; memory in GiB. */
export interface InstanceType {
  readonly name: string;
  readonly family: string;
  readonly cpu: number;
  readonly memory: number;
  readonly burstable: boolean;
}

/** GiB of memory for each vCPU, by the first letter of a family: compute, general, memory. */
const MEMORY_PER_CPU: Record<string, number> = { c: 2, g: 4, r: 8 };

/**
 * What the name of an instance type says, or undefined when it is none. Types of the general families follow one
 * rule, so also those work here that came out after this was written.
 */
export function parseInstanceType(name: string): InstanceType | undefined {
  const burstable = /^(ecs\.t\d+)-(?:lc1m(\d+)|c1m(\d+))\.(nano|small|large|\d*xlarge)$/.exec(name);
  if (burstable?.[1] && burstable[4]) {
    const cpu = cpusOf(burstable[4]);
    const memory = cpu * Number(burstable[2] ?? burstable[3]);
    return { name, family: burstable[1], cpu, memory, burstable: true };
  }
  const general = /^(ecs\.([cgr])\d+[a-z0-9-]*)\.(small|large|\d*xlarge)$/.exec(name);
  if (!general?.[1] || !general[2] || !general[3]) return undefined;
  const cpu = cpusOf(general[3]);
  return {
    name,
    family: general[1],
    cpu,
    memory: cpu * (MEMORY_PER_CPU[general[2]] ?? 4),
    burstable: false,
  };
}

function cpusOf(size: string): number {
  if (size === 'large') return 2;
  const match = /^(\d*)xlarge$/.exec(size);
  return match ? 4 * Number(match[1] === '' ? 1 : match[1]) : 1;
}

/** The types that data sources list. */
export const catalog: readonly InstanceType[] = [
  ...['lc1m1', 'lc1m2', 'lc1m4'].map((size) => `ecs.t5-${size}.small`),
  ...['lc1m2', 'lc1m4'].map((size) => `ecs.t5-${size}.large`),
  ...['c1m2', 'c1m4'].map((size) => `ecs.t6-${size}.large`),
  ...['c6', 'g6', 'r6', 'c7', 'g7', 'r7', 'c8i', 'g8i', 'r8i'].flatMap((family) =>
    ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge'].map((size) => `ecs.${family}.${size}`),
  ),
].flatMap((name) => parseInstanceType(name) ?? []);

/** Whether a type can be had in a zone now. */
export function isInStock(meta: Meta, instanceType: string, zone: string): boolean {
  return !meta.soldOut.some(
    (gone) =>
      (gone.instanceType === undefined || gone.instanceType === instanceType) &&
      (gone.zone === undefined || gone.zone === zone),
  );
}
