import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OPERATIONS_TOPIC_PREFIX } from '../../../domain/conventions';
import { GATE } from '../../../templates/rollout/gate';

const templates = resolve(__dirname, '../../../templates');

test("what looks at topics leaves out the permission's, by the beginning of its name", () => {
  expect(GATE).toContain(`TOPIC = "${OPERATIONS_TOPIC_PREFIX}permission-to-stop"`);
  const scripts = readdirSync(templates, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sh.hbs'))
    .map((name) => ({ name, text: readFileSync(join(templates, name), 'utf8') }))
    .filter(({ text }) => /Topic: \$field|Partition: \.\*Replicas/.test(text));
  expect(scripts.length).toBeGreaterThan(1);
  for (const { name, text } of scripts) {
    expect([name, text]).toEqual([name, expect.stringContaining(`/Topic: ${OPERATIONS_TOPIC_PREFIX}/d`)]);
  }
});
