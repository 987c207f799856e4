import { supportedJava } from '../../domain/java-support';
import { knownIssues } from '../../domain/known-issues';
import { DEFAULT_JDK, DEFAULT_KAFKA, type Release } from '../../domain/releases';
import { parseVersion, type Version } from '../../domain/version';
import type { ErrorRule, Report, WarningRule } from './rule';

/** Kafka documentation: KRaft is ready for production from 3.3 on. 5.0 does not exist yet. */
export const kafkaVersion: ErrorRule = (config, report) => {
  const text = config.kafka?.version;
  if (text === undefined) return;
  const [major, minor] = parseVersion(text);
  const allowed = '3.3.0 or later, before 5.0.0';
  if (major < 3 || major > 4) report(['kafka', 'version'], 'is not supported', { allowed });
  else if (major === 3 && minor < 3) {
    report(['kafka', 'version'], 'is not supported: KRaft is not ready for production before Kafka 3.3', {
      allowed,
    });
  }
};

/** Another version needs another archive, which has another checksum. */
export const archivesFollowVersions: ErrorRule = ({ kafka }, report) => {
  checkArchive('version', kafka?.version, 'archive', kafka?.archive, DEFAULT_KAFKA, report);
  checkArchive('jdkVersion', kafka?.jdkVersion, 'jdkArchive', kafka?.jdkArchive, DEFAULT_JDK, report);
};

function checkArchive(
  versionKey: string,
  version: string | undefined,
  archiveKey: string,
  archive: Partial<Release> | undefined,
  standard: Release,
  report: Report,
): void {
  if (version === undefined || version === standard.version) return;
  const stale = (['url', 'sha256'] as const).filter((key) => archive?.[key] === standard[key]);
  if (stale.length === 0) return;
  const names = stale.map((key) => `kafka.${archiveKey}.${key}`).join(' and ');
  const message = `is not the version of the default archive, ${standard.version}`;
  report(['kafka', versionKey], message, { fix: `set ${names}` });
}

/** Hosts store both archives in one folder, named after the last part of the URL. The exporter there ends in .jar. */
export const archiveFileNames: ErrorRule = ({ kafka }, report) => {
  const [name, other] = [kafka?.archive, kafka?.jdkArchive].map((archive) => archive?.url?.split('/').at(-1));
  if (name === undefined || name !== other) return;
  report(['kafka', 'jdkArchive', 'url'], `ends in the same file name as kafka.archive.url: ${name}`, {
    fix: 'rename one of the two files',
  });
};

/** A URL without the version most likely leads to another one. */
export const archiveNames: WarningRule = ({ kafka }, report) => {
  const archives = [
    ['archive', kafka.archive.url, kafka.version],
    ['jdkArchive', kafka.jdkArchive.url, kafka.jdkVersion],
  ] as const;
  for (const [key, url, version] of archives) {
    if (url.includes(version)) continue;
    report(['kafka', key, 'url'], `does not contain the version ${version}`, {
      fix: 'correct the URL or the version, if this is not the archive of that version',
    });
  }
};

/** Kafka documentation, "Java version". */
export const javaSupport: WarningRule = ({ kafka }, report) => {
  const supported = supportedJava(kafka.version);
  const [major]: Version = parseVersion(kafka.jdkVersion);
  if (!supported || supported.includes(major)) return;
  report(['kafka', 'jdkVersion'], `Kafka ${kafka.version} does not support Java ${major}`, {
    allowed: supported.join(', '),
  });
};

/** Apache Kafka's list of vulnerabilities. */
export const vulnerableVersion: WarningRule = ({ kafka }, report) => {
  for (const { id, summary, advice } of knownIssues(kafka.version)) {
    report(['kafka', 'version'], `${id}: ${summary}`, { fix: advice });
  }
};
