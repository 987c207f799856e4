/** Something on Maven Central. */
export interface Dependency {
  groupId: string;
  artifactId: string;
  version: string;
}

/** Whether a Kafka version logs by Log4j 2, as all do from 4.0 on. */
export function usesLog4j2(version: string): boolean {
  return Number(version.split('.')[0]) >= 4;
}

/** What a release of Kafka consists of: the broker, the tools and what both log with. */
export function dependencies(version: string): Dependency[] {
  const kafka = ['kafka_2.13', 'kafka-tools'].map((artifactId) => ({
    groupId: 'org.apache.kafka',
    artifactId,
    version,
  }));
  return usesLog4j2(version)
    ? [
        ...kafka,
        ...['log4j-slf4j-impl', 'log4j-core', 'log4j-api'].map((artifactId) => ({
          groupId: 'org.apache.logging.log4j',
          artifactId,
          version: '2.24.3',
        })),
      ]
    : [...kafka, { groupId: 'org.slf4j', artifactId: 'slf4j-reload4j', version: '1.7.36' }];
}

/** A Maven project that depends on them. Kafka Connect stays out: half of all jars, and nothing here runs it. */
export function pom(wanted: readonly Dependency[]): string {
  const excluded = ['connect-runtime', 'connect-api', 'connect-json', 'connect-transforms']
    .map(
      (name) => `<exclusion><groupId>org.apache.kafka</groupId><artifactId>${name}</artifactId></exclusion>`,
    )
    .join('');
  return [
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    '  <modelVersion>4.0.0</modelVersion>',
    '  <groupId>rehearsal</groupId><artifactId>kafka-archive</artifactId><version>1</version>',
    '  <dependencies>',
    ...wanted.map(
      ({ groupId, artifactId, version }) =>
        `    <dependency><groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId>` +
        `<version>${version}</version><exclusions>${excluded}</exclusions></dependency>`,
    ),
    '  </dependencies>',
    '</project>',
    '',
  ].join('\n');
}
