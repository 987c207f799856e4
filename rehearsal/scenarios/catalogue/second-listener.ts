import { inspect, openCloud } from '../../cloud/model';
import { cloudFile, known, type ScenarioContext } from '../context';
import { readOn } from '../lab/hosts';
import { Load } from '../clients/load';
import { redeploy } from '../terraform/redeploy';
import { examine } from '../steps/doctor';
import { restarted, restartedOnce, underLoad } from '../steps/under-load';
import { good } from '../steps/vpc-tests';
import type { Step, StepTools } from '../scenario';
import { waitFor } from '../lab/wait';
import { build, javaClient, link } from './default';

const OLD = { name: 'EXTERNAL' };
const NEW = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 };

/** Clients move to other ports: a second listener comes, they go over to it, and the first one goes. */
export const secondListener = (): Step<ScenarioContext>[] => {
  let moved: Promise<Load> | undefined;
  return [
    ...build,
    ...link,
    refused('a listener that is only renamed', [NEW], /no client can be on it yet: there was EXTERNAL/),
    underLoad(
      'a second listener comes',
      (context, tools) => listen(context, tools, [OLD, NEW]),
      restartedOnce,
    ),
    examine,
    refused(
      'another port of a listener that serves',
      [OLD, { ...NEW, port: 39292 }],
      /Listener CHANGEFEED: its port is 39192 and cannot become 39292\. Keep it, add another listener/,
    ),
    underLoad(
      'clients move over',
      async (context, { say, signal }) => {
        moved = Load.start(context, 'load-on-the-new-ports', signal, NEW.name);
        await moved;
        say('both work');
        await new Promise((resolve) => setTimeout(resolve, 5000));
        return 'clients of both listeners work';
      },
      (watched) => restarted(watched, {}),
    ),
    { name: 'no client is left on the old ports', run: nobodyLeft },
    underLoad(
      'the old listener goes',
      (context, tools) => listen(context, tools, [NEW]),
      restartedOnce,
      () => moved ?? Promise.reject(new Error('no client has moved')),
    ),
    { name: 'the old ports are closed', run: closed },
    javaClient,
  ];
};

type Entry = typeof OLD | typeof NEW;

function listen(context: ScenarioContext, { say }: StepTools, externalListeners: Entry[]): Promise<string> {
  return redeploy(context, { fields: { externalListeners } }, { say });
}

/** An apply that must fail at plan, before anything is touched. */
function refused(what: string, externalListeners: Entry[], words: RegExp): Step<ScenarioContext> {
  return {
    name: `${what} is refused at plan`,
    run: async (context, tools) => {
      const before = context.facts;
      const ports = listenerPorts(context);
      const said = await listen(context, tools, externalListeners).then(
        (counts) => Promise.reject(new Error(`it was applied: ${counts}`)),
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      context.facts = before;
      const text = said.replaceAll(/[│\s]+/g, ' ');
      if (!words.test(text)) throw new Error(said);
      if (listenerPorts(context).join() !== ports.join()) throw new Error('the load balancer has changed');
      return `refused: ${words.exec(text)?.[0] ?? ''}`;
    },
  };
}

/** The load balancer looks whether a port answers, and closes at once; what stays connected is a client. */
async function nobodyLeft(context: ScenarioContext, { signal }: StepTools): Promise<string> {
  const { brokers, externalListeners } = known(context, 'plan');
  const port = externalListeners.find(({ name }) => name === OLD.name)?.port ?? 0;
  const look = `ss -Htn state established '( sport = :${port} )'`;
  const both = `comm -12 <(${look} | sort) <(sleep 2; ${look} | sort)`;
  for (const { name } of brokers) {
    const empty = async () => {
      const clients = (await readOn(context, name, both)).trim();
      if (clients !== '') throw new Error(`still connected to ${name}:\n${clients}`);
    };
    await waitFor(empty, { seconds: 60, signal });
  }
  return `no connection stays on port ${port} of ${brokers.length} brokers`;
}

async function closed(context: ScenarioContext): Promise<string> {
  const { brokers } = known(context, 'plan');
  const { ports } = known(context, 'config');
  const balanced = (bootstrap: number, base: number) => [
    bootstrap,
    ...brokers.map(({ nodeId }) => base + nodeId),
  ];
  const [before, now] = [balanced(ports.bootstrap, ports.externalBase), balanced(NEW.bootstrap, NEW.base)];
  const left = listenerPorts(context);
  if (left.join() !== now.join()) throw new Error(`the load balancer listens on ${left.join(', ')}`);
  for (const port of before) if (await answers(context, port)) throw new Error(`${port} still answers`);
  for (const port of now) if (!(await answers(context, port))) throw new Error(`${port} does not answer`);
  for (const { name } of brokers) {
    const bound = await readOn(context, name, `ss -Htln 'sport = :${ports.external}'`);
    if (bound !== '') throw new Error(`${name} still listens: ${bound}`);
  }
  const balancer = String(known(context, 'outputs')['load_balancer_dns_name']);
  const verdict = await good(context, `sh bootstrap-test.sh ${balancer}:${NEW.bootstrap} changefeed`);
  return `${before.join(', ')} refuse, ${now.join(', ')} serve; ${verdict}`;
}

/** Whether a port of the load balancer takes connections from TiDB Cloud's side. */
async function answers(context: ScenarioContext, port: number): Promise<boolean> {
  const { brokers, uniqueName } = known(context, 'plan');
  const host = brokers[0]?.externals[0].host.replaceAll(uniqueName, known(context, 'uniqueName')) ?? '';
  const knock = ['bash', '-c', ': <>"/dev/tcp/$0/$1"', host, String(port)];
  const { code } = await known(context, 'lab').tidbHost.exec(knock, { timeoutSec: 20, check: false });
  return code === 0;
}

function listenerPorts(context: ScenarioContext): number[] {
  const cloud = openCloud(cloudFile(context), { region: known(context, 'config').region });
  return inspect(cloud)
    .loadBalancers.flatMap(({ listeners }) => listeners.map(({ port }) => port))
    .sort((a, b) => a - b);
}
