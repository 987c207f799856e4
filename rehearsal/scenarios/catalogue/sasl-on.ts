import { attempt } from '../clients/attempt';
import { known, type ScenarioContext } from '../context';
import { Load } from '../clients/load';
import { redeploy } from '../terraform/redeploy';
import { examine } from '../steps/doctor';
import { type CommandLines, lookAtCommandLines, nowhere } from '../steps/secrets';
import { restarted, restartedOnce, underLoad } from '../steps/under-load';
import type { Step } from '../scenario';
import { build, javaClient, link } from './default';
import { CHANGEFEED } from './sasl';

const OPEN = { name: 'EXTERNAL' };

/** Clients of a cluster that asked nobody come to log in: by a second listener, to which they move. */
export const saslOn = (): Step<ScenarioContext>[] => {
  let commandLines: CommandLines | undefined;
  let moved: Promise<Load> | undefined;
  const listen = (context: ScenarioContext, externalListeners: object[], say: (line: string) => void) =>
    redeploy(context, { fields: { externalListeners, 'kafka.users': [CHANGEFEED] } }, { say });
  return [
    ...build,
    ...link,
    {
      name: 'a listener in use cannot begin to require a login',
      run: async (context, { say }) => {
        const before = context.facts;
        const said = await listen(context, [{ ...OPEN, authentication: LOGIN }], say).then(
          (counts) => Promise.reject(new Error(`it was applied: ${counts}`)),
          (error: unknown) => String(error).replaceAll(/[│\s]+/g, ' '),
        );
        context.facts = before;
        const words = /Listener EXTERNAL: its protocol is PLAINTEXT and cannot become SASL_PLAINTEXT/;
        if (!words.test(said)) throw new Error(said);
        return `refused at plan: ${words.exec(said)?.[0] ?? ''}`;
      },
    },
    lookAtCommandLines((looking) => (commandLines = looking)),
    underLoad(
      'a second listener comes, which asks',
      (context, { say }) => listen(context, [OPEN, ASKING], say),
      restartedOnce,
    ),
    examine,
    underLoad(
      'clients move over and log in',
      async (context, { say, signal }) => {
        moved = Load.start(context, 'load-logged-in', signal, ASKING.name);
        await moved;
        say('both work');
        await new Promise((resolve) => setTimeout(resolve, 5000));
        return 'clients of both listeners work';
      },
      (watched) => restarted(watched, {}),
    ),
    underLoad(
      'the listener without a login is removed',
      (context, { say }) => listen(context, [ASKING], say),
      restartedOnce,
      () => moved ?? Promise.reject(new Error('no client has moved')),
    ),
    {
      name: 'no client connects without a login',
      run: async (context) => {
        const { name: user } = CHANGEFEED;
        const create = (topic: string, outcome: RegExp) => ({ action: 'create', topic, outcome }) as const;
        await attempt(context, { user, logsIn: false }, create('orders-strange', /^TimeoutException/));
        const denied = create('payments', /^TopicAuthorizationException/);
        await attempt(context, { user }, denied, create('orders-1', /^done$/));
        return `${known(context, 'plan')
          .externalListeners.map(({ name }) => name)
          .join()} asks, and ${CHANGEFEED.name} may do no more than it should`;
      },
    },
    javaClient,
    examine,
    nowhere(() => commandLines),
  ];
};

const LOGIN = { mechanism: 'scram-sha-512' };
const ASKING = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192, authentication: LOGIN };
