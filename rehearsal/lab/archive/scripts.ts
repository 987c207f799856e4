const HEAD = ['#!/bin/bash', 'set -e', 'bin="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"'];

/** `kafka-run-class.sh`, which every command ends in; takes the same environment as Apache's. */
export function runClassScript(loggingOption: string): string {
  return [
    ...HEAD,
    '[[ $# -gt 0 ]] || { echo "USAGE: $0 classname [opts]" >&2; exit 1; }',
    'base="${bin%/bin}"',
    'java="${JAVA_HOME:+$JAVA_HOME/bin/}java"',
    'export LOG_DIR="${LOG_DIR:-$base/logs}"',
    'mkdir -p "$LOG_DIR"',
    '# A tool lives for seconds: quick to start beats quick to run.',
    ': "${KAFKA_JVM_PERFORMANCE_OPTS=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true}"',
    `: "\${KAFKA_LOG4J_OPTS=${loggingOption}$base/config/tools-log4j.properties}"`,
    'jmx=""',
    '[[ -z ${JMX_PORT:-} ]] || jmx="-Dcom.sun.management.jmxremote.port=$JMX_PORT',
    '  -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false"',
    '# shellcheck disable=SC2086 # each variable holds several options',
    'exec "$java" ${KAFKA_HEAP_OPTS--Xmx256m} $KAFKA_JVM_PERFORMANCE_OPTS $jmx "-Dkafka.logs.dir=$LOG_DIR" \\',
    '  $KAFKA_LOG4J_OPTS -cp "${CLASSPATH:+$CLASSPATH:}$base/libs/*" ${KAFKA_OPTS-} "$@"',
    '',
  ].join('\n');
}

/** A command of `bin/`. */
export function commandScript(className: string): string {
  return [...HEAD, `exec "$bin/kafka-run-class.sh" ${className} "$@"`, ''].join('\n');
}

/** `kafka-server-start.sh`: logs into `LOG_DIR`, has a larger heap. */
export function serverStartScript(loggingOption: string): string {
  return [
    ...HEAD,
    '[[ $# -gt 0 ]] || { echo "USAGE: $0 server.properties [--override property=value]*" >&2; exit 1; }',
    'export KAFKA_HEAP_OPTS="${KAFKA_HEAP_OPTS--Xmx1G -Xms1G}"',
    'export KAFKA_JVM_PERFORMANCE_OPTS="${KAFKA_JVM_PERFORMANCE_OPTS--server -XX:+UseG1GC}"',
    `export KAFKA_LOG4J_OPTS="\${KAFKA_LOG4J_OPTS-${loggingOption}\${bin%/bin}/config/log4j.properties}"`,
    'exec "$bin/kafka-run-class.sh" kafka.Kafka "$@"',
    '',
  ].join('\n');
}

/** The system property by which the logger finds its settings. */
export function loggingOption(log4j2: boolean): string {
  return log4j2 ? '-Dlog4j2.configurationFile=' : '-Dlog4j.configuration=file:';
}

const LAYOUT = '[%d] %p %m (%c)%n';

/** Settings of the logger: the broker to standard output and `server.log`, the tools their warnings to standard error. */
export function loggingFiles(log4j2: boolean): Record<string, string> {
  const files = log4j2
    ? {
        'log4j.properties': [
          'rootLogger.level = INFO',
          'rootLogger.appenderRefs = stdout, file',
          'rootLogger.appenderRef.stdout.ref = stdout',
          'rootLogger.appenderRef.file.ref = file',
          ...console2('stdout', 'SYSTEM_OUT'),
          'appender.file.type = File',
          'appender.file.name = file',
          'appender.file.fileName = ${sys:kafka.logs.dir}/server.log',
          'appender.file.layout.type = PatternLayout',
          `appender.file.layout.pattern = ${LAYOUT}`,
        ],
        'tools-log4j.properties': [
          'rootLogger.level = WARN',
          'rootLogger.appenderRefs = stderr',
          'rootLogger.appenderRef.stderr.ref = stderr',
          ...console2('stderr', 'SYSTEM_ERR'),
        ],
      }
    : {
        'log4j.properties': [
          'log4j.rootLogger=INFO, stdout, file',
          ...console1('stdout', 'System.out'),
          'log4j.appender.file=org.apache.log4j.FileAppender',
          'log4j.appender.file.File=${kafka.logs.dir}/server.log',
          ...layout1('file'),
        ],
        'tools-log4j.properties': ['log4j.rootLogger=WARN, stderr', ...console1('stderr', 'System.err')],
      };
  return Object.fromEntries(Object.entries(files).map(([name, lines]) => [name, `${lines.join('\n')}\n`]));
}

function console1(name: string, target: string): string[] {
  const appender = `log4j.appender.${name}`;
  return [`${appender}=org.apache.log4j.ConsoleAppender`, `${appender}.Target=${target}`, ...layout1(name)];
}

function layout1(name: string): string[] {
  const layout = `log4j.appender.${name}.layout`;
  return [`${layout}=org.apache.log4j.PatternLayout`, `${layout}.ConversionPattern=${LAYOUT}`];
}

function console2(name: string, target: string): string[] {
  return [
    `appender.${name}.type = Console`,
    `appender.${name}.name = ${name}`,
    `appender.${name}.target = ${target}`,
    `appender.${name}.layout.type = PatternLayout`,
    `appender.${name}.layout.pattern = ${LAYOUT}`,
  ];
}
