import { inspect, openCloud, revokePort } from '../../cloud/model';
import { builtPlan, cloudFile, known, rehearsedFile, type ScenarioContext } from '../context';
import { readOn } from '../lab/hosts';
import { mistake } from '../steps/mistake';
import { redeploy } from '../terraform/redeploy';
import { writeRehearsedFile } from '../terraform/rehearsed-file';
import { bootWithin } from '../steps/boot';
import { apply, archives, synth } from '../steps/build';
import { accept, attachDomain, createEndpoint, renameBrokers } from '../steps/link';
import { open } from '../steps/open';
import { allInSync } from '../steps/quorum';
import { throughLoadBalancer } from '../steps/vpc-tests';
import type { Step, StepTools } from '../scenario';
import { waitFor } from '../lab/wait';
import { build, javaClient } from './default';

type ScenarioStep = Step<ScenarioContext>;

const FOREIGN = 'AAAAAAAAAAAAAAAAAAAAAQ';

const closedPort = mistake('the security group forgets the port of EXTERNAL', {
  make: async (context) => {
    await revokePort(cloudOf(context), known(context, 'plan').externalListeners[0].port);
    await known(context, 'lab').settle();
  },
  step: throughLoadBalancer,
  words: /does not answer with any broker/,
  repair: async (context, tools) => {
    await redeploy(context, {});
    // The load balancer's health checks take a while.
    await waitFor(() => throughLoadBalancer.run(context, tools), {
      seconds: 60,
      every: 2,
      signal: tools.signal,
    });
  },
});

const otherAccount = mistake('the whitelist names another account', {
  make: async (context) =>
    void (await redeploy(context, {}, { variable: { tidb_cloud_account_id: '1234567890123456' } })),
  step: createEndpoint,
  words: /Account \d+ is not on the whitelist of endpoint service/,
  repair: async (context) => {
    const { accountId } = known(context, 'lab').tidbCloud;
    await redeploy(context, {}, { variable: { tidb_cloud_account_id: accountId } });
  },
});

const notAccepted = mistake('the endpoint is not accepted', {
  make: () => Promise.resolve(),
  step: attachDomain,
  words: /PENDING_ACCEPTANCE; it must be ACTIVE/,
  repair: async (context, tools) => void (await accept.run(context, tools)),
});

const wrongPort = mistake('a broker advertises a port that is not its own', {
  make: (context, tools) => advertise(context, { by: 1 }, tools),
  step: javaClient,
  words: /unexpected: \d+ b\d+\..*:\d+/,
  repair: (context, tools) => advertise(context, { by: 0 }, tools),
});

const foreignDisk = mistake('the data disk of a broker belongs to another cluster', {
  make: async (context) => {
    const { logDirs } = builtPlan(context).kafka;
    await onLastBroker(
      context,
      `systemctl stop kafka kafka-bootstrap
       sed -i 's/^cluster.id=.*/cluster.id=${FOREIGN}/' ${logDirs}/meta.properties
       ${digestOf(logDirs)} >/root/before
       systemctl start --no-block kafka`,
    );
  },
  step: bootWithin(60),
  words: new RegExp(`belongs to cluster ${FOREIGN}, not to .*; left untouched`),
  verify: async (context) => {
    const { logDirs } = builtPlan(context).kafka;
    await onLastBroker(context, `${digestOf(logDirs)} | cmp - /root/before`);
  },
  repair: async (context) => {
    const { logDirs, clusterId } = builtPlan(context).kafka;
    await onLastBroker(
      context,
      `sed -i 's/^cluster.id=.*/cluster.id=${clusterId}/' ${logDirs}/meta.properties
       systemctl reset-failed kafka kafka-bootstrap
       systemctl start --no-block kafka`,
    );
  },
});

/** Mistakes around a cluster that runs, each made, seen to fail at its step, and repaired. */
export const mistakes = (): ScenarioStep[] => [
  ...build,
  closedPort,
  otherAccount,
  notAccepted,
  renameBrokers,
  wrongPort,
  foreignDisk,
];

/** An archive that is not what its checksum says reaches no host. */
export const wrongChecksum = (): ScenarioStep[] => [
  open,
  archives,
  mistake('the checksum of Kafka is wrong', {
    make: async (context, tools) => {
      const changes = known(context, 'changes');
      const archive = { ...changes.archive, sha256: '0'.repeat(64) };
      writeRehearsedFile(context.sourceFile, rehearsedFile(context), { ...changes, archive });
      await synth.run(context, tools);
    },
    step: apply,
    words: /has the wrong checksum: expected 0{64}, actual [0-9a-f]{64}\. Nothing was unpacked/,
    verify: async (context) => {
      for (const { name } of inspect(cloudOf(context)).instances) {
        const { stdout } = (await known(context, 'lab').host(name)?.exec(['ls', '/opt'])) ?? { stdout: '' };
        if (/^kafka$/m.test(stdout)) throw new Error(`${name} has unpacked it`);
      }
    },
  }),
];

/** A host that the cloud runs and that never comes up. */
export const deadBroker = (): ScenarioStep[] => [
  open,
  archives,
  mistake('a broker never boots', {
    make: async (context, tools) => {
      const fields = { 'rollout.bootTimeoutSeconds': 90 };
      writeRehearsedFile(context.sourceFile, rehearsedFile(context), {
        ...known(context, 'changes'),
        fields,
      });
      await synth.run(context, tools);
      known(context, 'lab').leaveOff(lastBroker(context));
    },
    step: apply,
    words: /with null_resource\.rollout_3-disk_step\[0\]/,
  }),
];

/** Moves the port that the last broker advertises on EXTERNAL, and waits until the others know. */
async function advertise(context: ScenarioContext, { by }: { by: number }, tools: StepTools): Promise<void> {
  const own = known(context, 'plan').brokers.at(-1)?.externals[0].port ?? 0;
  const file = '/etc/kafka/server.properties';
  const edit = `sed -Ei '/^advertised.listeners=/s/:[0-9]+$/:${own + by}/' ${file}; systemctl restart kafka`;
  await onLastBroker(context, edit);
  await allInSync(context, tools);
}

async function onLastBroker(context: ScenarioContext, script: string): Promise<void> {
  await readOn(context, lastBroker(context), `set -e\n${script}`, 180);
}

function lastBroker(context: ScenarioContext): string {
  return known(context, 'plan').brokers.at(-1)?.name ?? '';
}

const digestOf = (folder: string) => `find ${folder} -type f | sort | xargs sha256sum`;

function cloudOf(context: ScenarioContext) {
  return openCloud(cloudFile(context), { region: known(context, 'config').region });
}
