import fc from 'fast-check';

/** Files of which nearly every character means something to `java.util.Properties`. */
export const anyFile: fc.Arbitrary<Buffer> = fc
  .array(
    fc.constantFrom(...'\\\\\\\n\r \t\f#!=:abu09', '\r\n', '\\u0041', '\xe9', '\0', '\xa0', 'key=value'),
    { maxLength: 40 },
  )
  .map((pieces) => Buffer.from(pieces.join(''), 'latin1'));

const blanks = fc.constantFrom('', ' ', '\t', ' \f ');
const eol = fc.constantFrom('\n', '\r\n', '\r');
const separator = fc
  .tuple(blanks, fc.constantFrom('=', ':'), blanks)
  .map((parts) => parts.join(''))
  .filter((text) => text !== '');

/** A text in one of the many ways in which a properties file can write it. */
function written(text: string): fc.Arbitrary<string> {
  const chars = [...text].map((char) => {
    const unicode = `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
    const continued = fc.tuple(eol, blanks).map(([end, indent]) => `\\${end}${indent}${char}`);
    const isPlain = !/[\s\\#!=:]/.test(char);
    const plain = { weight: 20, arbitrary: fc.constant(isPlain ? char : `\\${char}`) };
    const rare = { weight: 1, arbitrary: fc.constant(unicode) };
    return isPlain ? fc.oneof(plain, rare, { weight: 1, arbitrary: continued }) : fc.oneof(plain, rare);
  });
  return fc.tuple(...chars).map((parts) => parts.join(''));
}

const setting = (key: string, value: string): fc.Arbitrary<string> =>
  fc.tuple(blanks, written(key), separator, written(value), eol).map((parts) => parts.join(''));

const comment = fc
  .tuple(
    blanks,
    fc.constantFrom('#', '!'),
    fc.string({ unit: fc.constantFrom(...'listeners=:\\ \xfc') }),
    eol,
  )
  .map((parts) => parts.join(''));
const blankLine = fc.tuple(blanks, eol).map((parts) => parts.join(''));
const other = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'abc.') }).map((name) => `x.${name}`),
    fc.string({ unit: fc.constantFrom(...'abc \\=:#!,\xe9') }),
  )
  .chain(([key, value]) => setting(key, value));

const optional = (...settings: fc.Arbitrary<string>[]) =>
  fc.subarray(settings).chain((some) => fc.tuple(...some));

const ADVERTISED = 'INTERNAL://10.0.0.11:9092';
const MAP = 'INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT';

const zooKeeper = fc.tuple(setting('broker.id', '1'), setting('zookeeper.connect', '10.0.0.5:2181'));
const kraft = fc.tuple(
  setting('process.roles', 'broker'),
  setting('node.id', '1'),
  setting('controller.quorum.voters', '9@10.0.0.19:29092'),
  setting('controller.listener.names', 'CONTROLLER'),
);
const named = fc.tuple(
  setting('listeners', 'INTERNAL://:9092'),
  setting('inter.broker.listener.name', 'INTERNAL'),
  setting('listener.security.protocol.map', MAP),
);
const unnamed = optional(
  setting('listeners', 'PLAINTEXT://:9092'),
  setting('advertised.listeners', 'PLAINTEXT://kafka:9092'),
  setting('listener.security.protocol.map', MAP),
);
const settings = fc
  .tuple(
    fc.oneof(zooKeeper, kraft),
    fc.oneof(
      unnamed,
      fc.tuple(named, optional(setting('advertised.listeners', ADVERTISED))).map((all) => all.flat()),
    ),
    fc.array(fc.oneof(comment, blankLine, other), { maxLength: 8 }),
  )
  .map((groups) => groups.flat())
  .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));

/** Files of brokers that can have EXTERNAL, in all the ways in which they can be written. */
export const brokerFile: fc.Arbitrary<Buffer> = fc
  .tuple(
    settings,
    fc.constantFrom('', '# end', '#end\\', '\\', 'x.last=1', 'x.last=1\\', 'x.last=1\\\n', '  '),
  )
  .map(([all, end]) => Buffer.from(all.join('') + end, 'latin1'));
