import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Handlebars from 'handlebars';
import { escapeValue } from './properties';

/** Plain text, and a missing value is an error instead of a hole in a configuration. */
const OPTIONS: CompileOptions = { noEscape: true, strict: true };
const EXTENSION = '.hbs';
/** Templates are beside their renderers, in the folders next to this one. */
const TEMPLATES = join(__dirname, '..');

/** An instance of our own: nothing else that uses Handlebars can change what we render. */
const engine = Handlebars.create();
const compiled = new Map<string, Handlebars.TemplateDelegate>();

/** Handlebars' strict mode does not reach the arguments of helpers. */
function helper(name: string, render: (value: unknown, option: unknown) => string): void {
  engine.registerHelper(name, (value: unknown, option: unknown) => {
    if (value === undefined) throw new Error(`template helper "${name}" got no value`);
    return render(value, option);
  });
}

helper('propertyValue', (value) => escapeValue(String(value)));
/** One word of a shell, whatever it holds. */
helper('shell', (value) => `'${String(value).replaceAll("'", `'\\''`)}'`);
/** As cloud-init's `gz+b64` unpacks it. */
helper('pack', (text) => gzipSync(String(text), { level: 9 }).toString('base64'));
/** Text of a YAML block scalar at the given depth; blank lines stay blank. */
helper('indent', (text, depth) =>
  String(text)
    .replace(/\n$/, '')
    .replace(/^(?=.)/gm, ' '.repeat(Number(depth))),
);

// Every template can be a part of another one, under its path without the extension.
for (const file of readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith(EXTENSION)) continue;
  const name = file.slice(0, -EXTENSION.length).replaceAll('\\', '/');
  engine.registerPartial(name, readFileSync(join(TEMPLATES, file), 'utf8'));
}

/** Renders the template of that name (its path below `templates/`, without `.hbs`) as it belongs on a host. */
export function render(name: string, context: object): string {
  let template = compiled.get(name);
  if (!template) {
    template = engine.compile(engine.partials[name], OPTIONS);
    compiled.set(name, template);
  }
  return template(context);
}
