import { z } from 'zod';
import { DEFAULT_JDK, DEFAULT_KAFKA, type Release } from '../../domain/releases';
import { removedUsers, secretsVersion, users } from './users';
import { cidr, port } from './values';

const checksum = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 checksum: 64 hexadecimal digits in lower case');

const archive = (what: string, { url, sha256 }: Release) =>
  z.strictObject({
    url: z
      .string()
      .regex(/^https?:\/\/[^\s'"\\$`]+\.(tgz|tar\.gz)$/, 'must be an http(s) URL of a .tgz or .tar.gz')
      .default(url)
      .describe(`URL of the archive of ${what}.`),
    sha256: checksum
      .default(sha256)
      .describe('Checksum of the archive. An archive with another checksum is not unpacked.'),
  });

const metrics = z
  .strictObject({
    port: port.default(7071).describe('Port of the metrics on every broker, plain HTTP.'),
    allowFrom: z
      .array(cidr)
      .min(1)
      .describe('The only ranges that may reach it, such as that of your Prometheus.'),
    exporter: z
      .strictObject({
        url: z
          .string()
          .regex(
            /^https?:\/\/[^\s'"\\$`]+\/[A-Za-z0-9._-]+\.jar$/,
            'must be an http(s) URL of a .jar, whose file name has letters, digits, ".", "_" and "-" only',
          )
          .describe('URL of the jar, such as on your own mirror.'),
        sha256: checksum.describe('Checksum of the jar. A jar with another checksum is not loaded.'),
      })
      .describe(
        'The Java agent of the Prometheus JMX exporter (jmx_prometheus_javaagent), 1.0.1 or later. It reaches the brokers in the same way as the archives: `delivery`.',
      ),
  })
  .optional()
  .describe(
    'Metrics of Kafka and its JVM for Prometheus, from a Java agent inside each broker. Default: none, and no JMX port. A change restarts one broker after another.',
  );

export const kafka = z
  .strictObject({
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+$/, 'must be a Kafka version such as 3.9.1')
      .default(DEFAULT_KAFKA.version)
      .describe('Kafka version of the archive.'),
    archive: archive('Kafka', DEFAULT_KAFKA).prefault({}),
    metadataVersion: z
      .string()
      .regex(/^\d+\.\d+$/, "must be a Kafka release in quotes such as '3.9'")
      .optional()
      .describe(
        'Release whose `metadata.version` the cluster finalizes, when every broker runs `version`. It cannot be lowered again. Default: unchanged. Write it in quotes: YAML reads 3.10 as 3.1. See docs/runbooks/upgrade.md.',
      ),
    jdkVersion: z
      .string()
      .regex(/^\d+(\.\d+)*$/, 'must be a JDK version such as 17.0.15')
      .default(DEFAULT_JDK.version)
      .describe('JDK version of the archive.'),
    jdkArchive: archive('the JDK', DEFAULT_JDK).prefault({}),
    delivery: z
      .enum(['bastion', 'url', 'image'])
      .default('bastion')
      .describe(
        'How the archives reach the brokers. `bastion`: the bastion downloads and serves them. `url`: each broker downloads the URLs, such as from an internal OSS endpoint. `image`: they are in /opt/kafka-archives of the image.',
      ),
    clusterId: z
      .string()
      .regex(
        /^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/,
        'must be a Kafka cluster id: 22 characters of URL-safe base64, the first not "-"',
      )
      .describe(
        'Cluster id that storage is formatted with. Generate your own with `npx kafka-link cluster-id`, and never change it.',
      ),
    internalTls: z
      .boolean()
      .default(false)
      .describe(
        'INTERNAL and CONTROLLER use TLS, and allow only hosts with a certificate from the private CA: brokers and bastion. `npx kafka-link internal-certificates` writes the Terraform variables `kafka_internal_ca` and `kafka_internal_certificates`. Choose it for a new cluster: it cannot change on a running one, docs/runbooks/internal-tls.md.',
      ),
    metrics,
    heapMiB: z.int().min(256).max(65536).default(1024).describe('Java heap of a broker in MiB.'),
    properties: z
      .record(
        z
          .string()
          .regex(/^[A-Za-z][A-Za-z0-9_.-]*$/, 'must be the name of a Kafka setting such as num.partitions'),
        z.union([z.string(), z.number(), z.boolean()]),
      )
      .default({})
      .describe(
        'Further settings of `server.properties`. Those that kafka-link sets itself are refused with the reason.',
      ),
    users,
    removedUsers,
    secretsVersion,
  })
  .describe('Kafka itself.');

export const ports = z
  .strictObject({
    controller: port.default(29092).describe('Port of the CONTROLLER listener.'),
    internal: port.default(9092).describe('Port of the INTERNAL listener.'),
    external: port
      .default(39092)
      .describe('Port of the EXTERNAL listener, to which the load balancer forwards.'),
    bootstrap: port
      .default(9092)
      .describe('Bootstrap port of the load balancer, which leads to every broker.'),
    externalBase: z
      .int()
      .min(0)
      .max(65534)
      .default(9092)
      .describe("A broker's own load balancer port is this number plus its id."),
  })
  .describe('Ports on the hosts and on the load balancer.');
