import { RootConstruct } from 'constructs';
import type { POLICY_RULES } from '../../config/fields/policies';
import type { Check } from '../../config/load';
import type { Path } from '../../config/problems/problem';
import { type Config, newCluster } from '../../config/schema';
import { cidrId } from '../network/firewall';
import { KafkaStack } from '../kafka-stack';
import { withoutTraces } from '../terraform/without-traces';
import { planCluster } from '../../plan/plan';
import type { Violation } from '../../policies/policy';
import { PolicyAspect } from '../../policies/policy-aspect';
import { policyFacts } from './policy-facts';

type Rule = (typeof POLICY_RULES)[number];

interface Remedy {
  /** The field of the file that causes the violation. */
  readonly path: Path;
  readonly fix: string;
}

/** Refuses a deployment that violates a policy, all violations at once, each at the field that causes it. */
export const policiesHold: Check = (config, report) => {
  const seen = new Set<string>();
  for (const violation of violations(config)) {
    const rule = violation.rule as Rule;
    const { path, fix } = REMEDIES[rule](config, violation);
    const key = JSON.stringify([rule, path]);
    if (seen.has(key)) continue; // one field, many resources
    seen.add(key);
    report(path, `policy ${rule}: ${violation.message}`, {
      fix: `${fix}, or allow it with a reason: policies.allow`,
    });
  }
};

function violations(config: Config): Violation[] {
  const { profile, allow } = config.policies;
  const facts = policyFacts(planCluster(config));
  const aspect = new PolicyAspect({ facts, profile, allow: allow.map(({ rule }) => rule) });
  return withoutTraces(() => {
    const root = new RootConstruct(); // an App would make the output folder
    const stack = new KafkaStack(root, config.name, { config: fullStage(config) });
    return stack.node.findAll().flatMap((node) => aspect.judge(node));
  });
}

/**
 * Judges the full stage even of a first stage, since a disk is encrypted from the start or never. Leaves out Kafka's
 * own settings: no policy reads them, and `userDataFits` reports those that are too long.
 */
function fullStage(config: Config): Config {
  if (config.cluster === 'existing') return config;
  return { ...config, stage: 'full', kafka: { ...config.kafka, properties: {} } };
}

const REMEDIES: Readonly<Record<Rule, (config: Config, violation: Violation) => Remedy>> = {
  'public-load-balancer': () => ({ path: ['loadBalancer'], fix: 'make it internal' }),
  'public-broker': () => ({ path: ['brokers'], fix: 'take the address away' }),
  'open-kafka-port': (config, violation) => ({
    path: openRange(config, violation),
    fix: 'list the ranges that clients come from',
  }),
  'unencrypted-data-disk': (config, { node }) => ({
    path: encryption(config, node.node.path),
    fix: 'set it to true before the disk is created',
  }),
  'deletion-protection': (_, { node }) =>
    node.node.path.split('/').includes('nlb')
      ? { path: ['loadBalancer', 'deletionProtection'], fix: 'set it to true' }
      : { path: ['destroyable'], fix: 'remove it' },
};

/** The entry of the file that became the security group rule. */
function openRange(config: Config, { node }: Violation): Path {
  const { loadBalancer } = config;
  const security = config.cluster === 'new' ? config.security : undefined;
  const lists = {
    'listeners-from': [['loadBalancer', 'allowFrom'], loadBalancer.allowFrom],
    'internal-from': [['security', 'internalClients'], security?.internalClients],
    'external-from': [['security', 'externalTestClients'], security?.externalTestClients],
  } as const;
  for (const [id, [path, ranges = []]] of Object.entries(lists)) {
    const index = ranges.findIndex((range) => node.node.id === `${id}-${cidrId(range)}`);
    if (index >= 0) return [...path, index];
  }
  return ['security'];
}

/** The broker's own field where it has one, otherwise the default of all brokers. */
function encryption(config: Config, path: string): Path {
  const { brokers } = newCluster(config);
  const index = brokers.findIndex(({ id }) => path.includes(`/brokers/${id}/`));
  return brokers[index]?.dataDisk?.encrypted === undefined
    ? ['brokerDefaults', 'dataDisk', 'encrypted']
    : ['brokers', index, 'dataDisk', 'encrypted'];
}
