import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { javaProgram } from '../../templates/rendering/java-program';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'java-program-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

test('several classes travel as one file that a JDK runs from its source', () => {
  write(
    'Alphabet.java',
    'import java.util.List;\n\nfinal class Alphabet {\n  static final List<String> LETTERS = List.of("a", "b");\n}\n',
  );
  write(
    'Main.java',
    'import java.util.List;\nimport java.util.ArrayList;\n\n/** Prints it. */\npublic final class Main {\n  public static void main(String[] args) {\n    List<String> all = new ArrayList<>(Alphabet.LETTERS);\n    System.out.println(all);\n  }\n}\n',
  );
  write('notes.txt', 'not Java');
  const text = javaProgram(folder, 'Main');
  expect(text.match(/^import .*$/gm)).toEqual(['import java.util.ArrayList;', 'import java.util.List;']);
  expect(text.endsWith('}\n')).toBe(true);
  const file = join(folder, 'One.java');
  writeFileSync(file, text);
  expect(execFileSync('java', [file], { encoding: 'utf8' })).toBe('[a, b]\n');
});
