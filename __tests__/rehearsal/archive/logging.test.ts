import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { missingPrerequisites, removeTree } from '../../../rehearsal/lab/common';
import { run } from '../../../rehearsal/lab/common/run';
import { kafkaArchive } from '../../../rehearsal/lab/archive';
import { loggingFile, loggingOption } from '../../../templates/broker/logging';
import { seedPlan } from '../../templates/support/plan';

const needed = ['mvn', 'java', 'jar'].map((command) => ({ command, apt: command, dnf: command }));
const possible = missingPrerequisites(needed).length === 0;
const base = resolve('.rehearsal');
let work: string;

beforeAll(() => {
  mkdirSync(base, { recursive: true });
  work = mkdtempSync(join(base, 'logging-test-'));
});
afterAll(() => removeTree(work));

/** Each logger says far more than its files may hold. */
const PROGRAM = `import org.slf4j.LoggerFactory;
public class Talk {
  public static void main(String[] loggers) {
    for (String name : loggers)
      for (int i = 0; i < 300; i++) LoggerFactory.getLogger(name).warn("message " + i);
    LoggerFactory.getLogger("kafka.server.KafkaServer").error("the end");
  }
}
`;
const LOGGERS = {
  'kafka.server.KafkaServer': 'server.log',
  'org.apache.kafka.controller.QuorumController': 'controller.log',
  'state.change.logger': 'state-change.log',
  'org.apache.kafka.storage.internals.log.LogCleaner$CleanerThread': 'log-cleaner.log',
  'kafka.request.logger': 'kafka-request.log',
  'kafka.authorizer.logger': 'kafka-authorizer.log',
};

(possible ? test : test.skip).each(['3.7.1', '4.1.2'])(
  'the logger of Kafka %s keeps to its files and their bounds',
  async (version) => {
    const { kafka } = seedPlan({ kafka: { version } });
    const folder = join(work, version);
    const logs = join(folder, 'logs');
    mkdirSync(join(folder, 'kafka'), { recursive: true });
    mkdirSync(logs);
    const { path } = await kafkaArchive(version, join(base, 'cache'));
    await run('tar', ['-xzf', path, '-C', join(folder, 'kafka'), '--strip-components=1']);
    const { path: target, content } = loggingFile(kafka);
    const file = join(folder, 'settings.properties');
    writeFileSync(file, content.replaceAll('/var/log/kafka', logs).replaceAll('100MB', '4KB'));
    writeFileSync(join(folder, 'Talk.java'), PROGRAM);
    const option = loggingOption(kafka).replace(target, file);
    const classes = join(folder, 'kafka/libs/*');
    const { stdout } = await run(
      'java',
      [option, '-cp', classes, join(folder, 'Talk.java'), ...Object.keys(LOGGERS)],
      { timeoutSec: 100 },
    );

    const names = Object.values(LOGGERS).flatMap((name) => [
      name,
      ...[1, 2, 3, 4].map((n) => `${name}.${n}`),
    ]);
    expect(readdirSync(logs).sort()).toEqual(names.sort());
    for (const name of names) expect(statSync(join(logs, name)).size).toBeLessThan(4 * 1024 + 200);
    // What a failed start says must be in the journal, and be found there by its level.
    // Nothing else is: rsyslog copies the journal to a file without a bound.
    expect(stdout).toMatch(/^\S+ \S+ ERROR the end \(kafka\.server\.KafkaServer\)\n$/);
    expect(readFileSync(join(logs, 'server.log'), 'utf8')).toContain(' ERROR the end ');
  },
  120_000,
);
