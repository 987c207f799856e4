import { bastionOf, internalBootstrap, known, type StoryContext } from './context';
import type { Step } from './story';
import { waitFor } from './wait';

/** A command of Kafka's on the bastion. */
export function kafkaTool(name: string, args: string): string {
  return `JAVA_HOME=/opt/java/current timeout 60 /opt/kafka/current/bin/${name}.sh ${args}`;
}

export const quorum: Step<StoryContext> = {
  name: 'quorum ready',
  run: async (context, { signal }) => {
    const ssh = known(context, 'ssh');
    const { brokers } = known(context, 'plan');
    const describe = kafkaTool(
      'kafka-metadata-quorum',
      `--bootstrap-server ${internalBootstrap(context)} describe --replication`,
    );
    return waitFor(
      async () => {
        const rows = quorumRows(await ssh.read(bastionOf(context), describe, 90));
        const missing = brokers.filter(({ nodeId }) => rows.get(nodeId)?.lag !== 0);
        if (missing.length > 0) {
          throw new Error(`not caught up with the quorum: ${missing.map(({ name }) => name).join(', ')}`);
        }
        const leader = [...rows].find(([, { status }]) => status === 'Leader')?.[0];
        return `node ${leader ?? '?'} leads, ${rows.size} nodes are caught up`;
      },
      { seconds: 90, every: 2, signal },
    );
  },
};

/** Reads `describe --replication`, whose columns differ by version. */
export function quorumRows(text: string): Map<number, { lag: number; status: string }> {
  const [head = [], ...rows] = text
    .split('\n')
    .filter((line) => /^(NodeId|\d+)\s/.test(line))
    .map((line) => line.trim().split(/\s+/));
  const cell = (row: string[], name: string) => row[head.indexOf(name)] ?? '';
  return new Map(
    rows.map((row) => [Number(row[0]), { lag: Number(cell(row, 'Lag')), status: cell(row, 'Status') }]),
  );
}

/** The tests of the document on the bastion, with the scripts installed there (S10). */
export const bastionTests: Step<StoryContext> = {
  name: 'tests on the bastion',
  run: async (context, { say }) => {
    const [first] = known(context, 'plan').brokers;
    const { external } = known(context, 'plan').ports;
    if (!first) throw new Error('there is no broker');
    const internal = `${first.internal.host}:${first.internal.port}`;
    const commands = [
      `sh bootstrap-test.sh ${internal}`,
      `sh bootstrap-test.sh ${first.address}:${external} external`,
      `sh produce.sh ${internal}`,
      `sh consume.sh ${internal}`,
    ];
    const seen: string[] = [];
    for (const command of commands) {
      say(command);
      seen.push(await good(context, command));
    }
    return seen.join('; ');
  },
};

/** The load balancer by its name, from inside the VPC (S17). */
export const throughLoadBalancer: Step<StoryContext> = {
  name: 'load balancer',
  run: (context) => {
    const name = String(known(context, 'outputs')['load_balancer_dns_name']);
    const { bootstrap } = known(context, 'plan').ports;
    return good(context, `sh bootstrap-test.sh ${name}:${bootstrap} external`);
  },
};

/** Runs a script of the bastion's home folder. @returns its last line, which says GOOD */
export async function good(context: StoryContext, command: string): Promise<string> {
  const { code, stdout, stderr } = await known(context, 'ssh').run(bastionOf(context), command, 180);
  const verdict = /^GOOD: (.*)$/m.exec(stdout)?.[1];
  if (code === 0 && verdict !== undefined) return verdict;
  const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-12).join('\n');
  throw new Error(`${command} on the bastion:\n${said}`);
}
