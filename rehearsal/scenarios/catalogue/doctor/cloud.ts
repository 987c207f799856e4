import { dropFromWhitelist, emptyServerGroup, revokePort, swapListeners } from '../../../cloud/model';
import { known, type ScenarioContext } from '../../context';
import { redeploy } from '../../terraform/redeploy';
import { accept, attachDomain, renameBrokers } from '../../steps/link';
import { inConsole } from '../../lab/console';
import { fault } from './fault';

const applyAgain = async (context: ScenarioContext): Promise<void> => void (await redeploy(context, {}));

/** Nobody has accepted the endpoint of TiDB Cloud yet. */
export const unaccepted = fault('the endpoint is not accepted', {
  make: () => Promise.resolve(),
  words: /✗ kafka: endpoint ep-\w+ of TiDB Cloud's account waits to be accepted/,
  // Until they carry the unique name, the doctor warns of the placeholder.
  repair: async (context, tools) => {
    for (const step of [accept, attachDomain, renameBrokers]) await step.run(context, tools);
  },
});

/** What somebody has done in the console of the cloud. */
export const cloud = [
  fault('two listeners lead to the brokers of each other', {
    make: (context) => {
      const [, first, second] = known(context, 'plan').portMappings;
      const ports = [first?.port ?? 0, second?.port ?? 0] as const;
      return inConsole(context, (one) => swapListeners(one, ports));
    },
    words: /✗ kafka: port 9093 \(broker-node1\) leads to server group broker-server-group-2/,
    repair: applyAgain,
  }),
  fault('a server group has lost its backend', {
    make: (context) => inConsole(context, (one) => emptyServerGroup(one, 'broker-server-group-2')),
    words: /✗ kafka: port 9094 \(broker-node2\) lacks the backend broker-node2 \(10\.0\.64\.12:39092\)/,
    repair: applyAgain,
  }),
  fault('the security group forgets the port of EXTERNAL', {
    make: (context) =>
      inConsole(context, (one) => revokePort(one, known(context, 'plan').externalListeners[0].port)),
    words: /✗ kafka: the security groups do not admit port 39092 from /,
    repair: applyAgain,
  }),
  fault('the account of TiDB Cloud is not whitelisted', {
    make: (context) =>
      inConsole(context, (one) => dropFromWhitelist(one, known(context, 'lab').tidbCloud.accountId)),
    words: /✗ kafka: TiDB Cloud's account \d+ is not on the whitelist/,
    repair: applyAgain,
  }),
];
