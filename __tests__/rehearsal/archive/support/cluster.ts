import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Duplex } from 'node:stream';
import { run, type Result } from '../../../../rehearsal/lab/common/run';
import type { AccessPlan, ClusterPlan } from '../../../../plan/types';
import { render } from '../../../../templates/rendering/engine';
import { GATE } from '../../../../templates/rollout/gate';
import { DELIVERY_FOLDER, PASSWORDS_FILE, renderUsers } from '../../../../templates/users/users';
import { Brokers } from './brokers';
import { tlsAt } from './encrypted';
import { type Access, advertised, external, internal, type Login, loginAt, NODES } from './nodes';

/** Asks for a certificate as a client does; it stands in the rehearsal. */
const SERVED = resolve('rehearsal/scenarios/clients/programs/served.js');

const MANY_TOPICS = resolve('rehearsal/scenarios/clients/programs/ManyTopics.java');

/** Brokers, and what hosts, people and clients do with them. */
export class Cluster extends Brokers {
  /**
   * Formats and starts all three.
   *
   * @param version of Kafka
   * @param access lets clients log in on a listener LOGIN
   * @param tls whether clients speak TLS on a listener TLS
   * @param heapMiB of each broker
   */
  static async start(version: string, access?: Access, tls = false, heapMiB = 256): Promise<Cluster> {
    const cluster = new Cluster(...(await Brokers.place()), heapMiB);
    await cluster.form(version, access, tls);
    return cluster;
  }

  /** @param assignment brokers of each partition, as `kafka-topics --replica-assignment` takes them */
  async createTopic(name: string, assignment: string, minInsync: number): Promise<void> {
    const config = `min.insync.replicas=${minInsync}`;
    const args = ['--create', '--topic', name, '--replica-assignment', assignment, '--config', config];
    await this.tool('kafka-topics', ['--bootstrap-server', internal(1), ...args]);
  }

  /** @param brokers of each partition */
  async createTopics(name: string, topics: number, partitions: number, brokers: string): Promise<void> {
    const command = [join(this.work, 'jdk/bin/java'), '-cp', join(this.work, 'kafka/libs/*'), MANY_TOPICS];
    const args = [internal(1), name, String(topics), String(partitions), brokers];
    await this.netns.exec([...command, ...args], { timeoutSec: 600 });
  }

  async deleteTopic(name: string): Promise<void> {
    await this.tool('kafka-topics', ['--bootstrap-server', internal(1), '--delete', '--topic', name]);
  }

  /** Runs the gate as a host does. */
  async gate(
    mode: 'before' | 'after' | 'advertised',
    node: number,
    options: Record<string, string>,
  ): Promise<Result> {
    const java = [join(this.work, 'jdk/bin/java'), '-Xmx96m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
    const program = ['-cp', `${await this.compiledGate()}:${join(this.work, 'kafka/libs/*')}`, 'Gate', mode];
    const all = {
      node: String(node),
      bootstrap: NODES.filter((other) => other !== node)
        .map(internal)
        .join(','),
      ...(mode === 'before'
        ? { 'allow-unavailable': 'false' }
        : { listeners: external(node), advertised: advertised(node), logins: 'EXTERNAL:none' }),
      ...options,
    };
    const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
    return this.netns.exec([...java, ...program, ...args], { check: false, timeoutSec: 180 });
  }

  /** By which certificate a node serves a client that wants a name and trusts a CA: its fingerprint, or why it is refused. */
  async served(node: number, serverName: string, ca: string): Promise<string> {
    const file = join(this.work, 'ca.pem');
    writeFileSync(file, ca);
    const command = [process.execPath, SERVED, file, serverName, tlsAt(node)];
    return (await this.netns.exec(command, { timeoutSec: 30 })).stdout.trim();
  }

  /** A connection to somewhere in the cluster's network, as by SSH. */
  dial({ host, port }: { host: string; port: number }): Duplex {
    const program = `const s = require('net').connect(${port}, '${host}'); process.stdin.pipe(s).pipe(process.stdout);
      s.on('error', (error) => { console.error(error.message); process.exit(1); }).on('close', () => process.exit());`;
    const child = spawn('ip', ['netns', 'exec', this.netns.name, process.execPath, '-e', program]);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const stream = Duplex.from({ readable: child.stdout, writable: child.stdin }) as Duplex;
    child.on('close', () => stream.destroy(said === '' ? undefined : new Error(said.trim())));
    stream.on('close', () => child.kill());
    return stream;
  }

  /** The folder into which a host compiles the gate. */
  private async compiledGate(): Promise<string> {
    const script = 'compile_gate "$BUNDLE/jdk" "$BUNDLE/kafka" && echo "$GATE"';
    writeFileSync(join(this.work, 'Gate.java'), GATE);
    const env = { PATH: process.env.PATH, BUNDLE: this.work, BASE: this.work, STATE: this.work };
    const { stdout } = await run('bash', ['-c', `${render('rollout/gate.sh', {})}\n${script}`], { env });
    return stdout.trim();
  }

  /** Runs a Java program of the tests, which may use the gate's classes; prints its output. */
  async program(file: string, args: readonly string[], timeoutSec: number): Promise<string> {
    const classes = join(this.work, 'programs');
    const jars = readdirSync(join(this.work, 'kafka/libs')).map((jar) => join(this.work, 'kafka/libs', jar));
    const libs = [classes, await this.compiledGate(), ...jars].join(':');
    const java = [join(this.work, 'jdk/bin/java'), '-Xmx256m', '-XX:+UseSerialGC', '-cp', libs];
    // Compiled, not launched from its source: classes of the gate are open to their own loader only.
    await run(join(this.work, 'jdk/bin/java'), [
      '-m',
      'jdk.compiler/com.sun.tools.javac.Main',
      '-d',
      classes,
      '-cp',
      libs,
      file,
    ]);
    const { stdout } = await this.netns.exec([...java, basename(file, '.java'), ...args], { timeoutSec });
    return stdout;
  }

  /** Runs a script of the bastion as a person does. */
  script(name: string, args: readonly string[]): Promise<Result> {
    const env = {
      ...process.env,
      KAFKA_HOME: join(this.work, 'kafka'),
      JAVA_HOME: join(this.work, 'jdk'),
      DELAY: '1',
    };
    const command = ['sh', join(this.work, name), ...args, '--server', NODES.map(internal).join(',')];
    return this.netns.exec(command, { env, check: false, timeoutSec: 300 });
  }

  /** Makes users as a host does. @param passwords lines of a user and its password */
  async users(access: AccessPlan, passwords: string, timeout = 60): Promise<Result> {
    const root = join(this.work, 'host');
    for (const [name, to] of Object.entries({ java: 'jdk', kafka: 'kafka' })) {
      mkdirSync(join(root, 'opt', name), { recursive: true });
      rmSync(join(root, 'opt', name, 'current'), { force: true });
      symlinkSync(join(this.work, to), join(root, 'opt', name, 'current'));
    }
    mkdirSync(join(root, DELIVERY_FOLDER), { recursive: true });
    writeFileSync(join(root, PASSWORDS_FILE), passwords);
    const brokers = NODES.map((node) => {
      return { roles: ['controller'], internal: { host: '127.0.0.1', port: 19090 + node } };
    });
    const plan = { brokers } as unknown as ClusterPlan;
    const script = join(this.work, 'users.sh');
    writeFileSync(script, renderUsers(plan, access, { gateTimeoutSeconds: timeout, target: 'host' }));
    const env = { ...process.env, KAFKA_BOOTSTRAP_ROOT: root };
    const result = await this.netns.exec(['bash', script], { env, check: false, timeoutSec: 180 });
    if (existsSync(join(root, DELIVERY_FOLDER))) throw new Error('the passwords were left behind');
    return result;
  }

  /** Runs one of Kafka's tools as a client that logs in on LOGIN of the first node; any exit code is an answer. */
  async client(login: Login, name: string, option: string, args: string[], input = ''): Promise<Result> {
    const module = login.mechanism === 'PLAIN' ? 'plain.PlainLoginModule' : 'scram.ScramLoginModule';
    const file = join(this.work, 'client.properties');
    const jaas = `org.apache.kafka.common.security.${module} required username="${login.user}" password="${login.password}";`;
    const protocol = login.mechanism ? 'SASL_PLAINTEXT' : 'PLAINTEXT';
    const settings = {
      'security.protocol': protocol,
      'sasl.mechanism': login.mechanism ?? 'PLAIN',
      'sasl.jaas.config': jaas,
      'default.api.timeout.ms': '10000',
      'request.timeout.ms': '8000',
      'max.block.ms': '10000',
    };
    writeFileSync(
      file,
      Object.entries(settings)
        .map(([key, value]) => `${key}=${value}\n`)
        .join(''),
    );
    writeFileSync(join(this.work, 'input'), input);
    const tool = join(this.work, 'kafka/bin', `${name}.sh`);
    const command = [tool, '--bootstrap-server', loginAt(1), option, file, ...args];
    return this.netns.exec(
      ['bash', '-c', 'exec "${@:2}" <"$1"', 'client', join(this.work, 'input'), ...command],
      {
        env: this.environment(),
        check: false,
        timeoutSec: 60,
      },
    );
  }

  /** What a broker has written about logins and rights. */
  log(node: number): string {
    return ['server.log', 'kafka-authorizer.log']
      .map((name) => join(this.work, `logs-${node}`, name))
      .map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''))
      .join('');
  }

  /** What Kafka's own tool says of a topic: brokers of each partition. */
  async replicas(topic: string): Promise<string[]> {
    const args = ['--bootstrap-server', internal(1), '--describe', '--topic', topic];
    const { stdout } = await this.tool('kafka-topics', args);
    return [...stdout.matchAll(/Partition: .*Replicas: ([\d,]+)/g)].map(([, list = '']) => list);
  }

  /** Settings of brokers and topics that were made at run time. */
  async dynamicSettings(): Promise<string> {
    const said = await Promise.all(
      ['brokers', 'topics'].map((type) =>
        this.tool('kafka-configs', ['--bootstrap-server', internal(1), '--describe', '--entity-type', type]),
      ),
    );
    return said.map(({ stdout }) => stdout).join('');
  }
}
