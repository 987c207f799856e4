import { z } from 'zod';
import { existingClusterSchema } from './existing-schema';
import { newClusterSchema } from './new-schema';
import { objectOf, unwrap } from './shape';
import { describeSchema } from './problems/words';

const INTRODUCTION = `# Configuration

Every field of a deployment file such as \`kafka.yaml\`. \`npx kafka-link schema\` generates this page from
\`config/new-schema.ts\` and \`config/existing-schema.ts\`; edit those. Rules across fields are in \`config/rules/\`.
`;

/** The reference of all fields, as Markdown. */
export function referenceText(): string {
  const sections = new Map<string, string[]>([['Deployment', []]]);
  for (const [name, field] of Object.entries(newClusterSchema.shape)) {
    const fields = fieldsOf(name, field);
    if (fields.length === 1) sections.get('Deployment')?.push(...fields.map(entry));
    else sections.set(`\`${name}\``, fields.map(entry));
  }
  const texts = [...sections].map(([title, entries]) => `## ${title}\n\n${entries.join('\n')}\n`);
  return [INTRODUCTION, ...texts, existingText()].join('\n');
}

/** What is different for an existing cluster. */
function existingText(): string {
  const known: Readonly<Record<string, unknown>> = newClusterSchema.shape;
  const all = Object.entries(existingClusterSchema.shape);
  const same = all.filter(([name, field]) => field === known[name]).map(([name]) => `\`${name}\``);
  const own = all.filter(([name, field]) => field !== known[name]);
  const entries = own.flatMap(([name, field]) => fieldsOf(name, field).map(entry));
  return `## With \`cluster: existing\`

These fields are as above: ${same.join(', ')}. The others are:

${entries.join('\n')}
`;
}

interface Field {
  readonly path: string;
  readonly schema: z.core.$ZodType;
}

function fieldsOf(path: string, schema: z.core.$ZodType): Field[] {
  const list = unwrap(schema);
  const isList = list instanceof z.ZodArray;
  const shape = objectOf(isList ? list.element : schema)?.shape ?? {};
  const prefix = isList ? `${path}[]` : path;
  const inner = Object.entries(shape).flatMap(([name, field]) => fieldsOf(`${prefix}.${name}`, field));
  return [{ path, schema }, ...inner];
}

function entry({ path, schema }: Field): string {
  const facts = [describeSchema(schema), ...need(schema)].join('; ').replaceAll('*', '\\*');
  const text = descriptionOf(schema);
  return `- **\`${path}\`** (${facts})${text ? `: ${text}` : ''}`;
}

function need(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodOptional) return ['optional'];
  const hasDefault = schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  if (!hasDefault) return ['required'];
  const value = schema.def.defaultValue;
  const isEmptyMap = schema instanceof z.ZodPrefault && Object.keys(value as object).length === 0;
  return isEmptyMap ? [] : [`default \`${JSON.stringify(value).replaceAll(/^"|"$/g, '')}\``];
}

/** The outermost description: a default may wrap a described field, or the other way round. */
function descriptionOf(schema: z.core.$ZodType): string | undefined {
  const own = z.globalRegistry.get(schema)?.description;
  const isWrapper = schema !== unwrap(schema);
  return own ?? (isWrapper ? descriptionOf((schema as z.ZodOptional).def.innerType) : undefined);
}
