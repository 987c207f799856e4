import { z } from 'zod';
import { existingClusterSchema } from './existing-schema';
import { newClusterSchema } from './new-schema';

const LINE_WIDTH = 110;

/** JSON Schema of deployment files, for editors: completion, descriptions, and what can be checked in one field alone. */
export function jsonSchemaText(): string {
  const dialect = { target: 'draft-2020-12', io: 'input' } as const;
  const schema = {
    title: 'Kafka deployment',
    if: { type: 'object', properties: { cluster: { const: 'existing' } }, required: ['cluster'] },
    then: z.toJSONSchema(existingClusterSchema, dialect),
    else: z.toJSONSchema(newClusterSchema, dialect),
  };
  return `${print(schema, '', 0)}\n`;
}

/** As prettier formats it: maps over several lines, lists of scalars on one line where they fit. */
function print(value: unknown, indent: string, column: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => print(item, inner, inner.length));
    const line = `[${items.join(', ')}]`;
    const fits = value.every((item) => typeof item !== 'object') && column + line.length < LINE_WIDTH;
    return fits ? line : `[\n${items.map((item) => inner + item).join(',\n')}\n${indent}]`;
  }
  const fields = Object.entries(value).map(([key, field]) => {
    const name = `${inner}${JSON.stringify(key)}: `;
    return name + print(field, inner, name.length);
  });
  return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n${indent}}`;
}
