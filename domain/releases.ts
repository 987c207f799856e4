/** An archive that can be installed, with the checksum of exactly that file. */
export interface Release {
  readonly version: string;
  readonly url: string;
  readonly sha256: string;
}

/** Kafka of PingCAP's document. Apache's archive site has every release; its mirrors only the current ones. */
export const DEFAULT_KAFKA: Release = {
  version: '3.7.1',
  url: 'https://archive.apache.org/dist/kafka/3.7.1/kafka_2.13-3.7.1.tgz',
  sha256: '62acae4a143dd983dc7eb4804d5744ba0c50b199b508f599ef001020e2558fc9',
};

/** JDK of PingCAP's document. */
export const DEFAULT_JDK: Release = {
  version: '22.0.2',
  url: 'https://download.java.net/java/GA/jdk22.0.2/c9ecb94cd31b495da20a27d4581645e8/9/GPL/openjdk-22.0.2_linux-x64_bin.tar.gz',
  sha256: '41536f115668308ecf4eba92aaf6acaeb0936225828b741efd83b6173ba82963',
};
