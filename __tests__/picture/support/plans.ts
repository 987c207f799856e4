import type { NewConfig } from '../../../config/schema';
import { withFirstListener } from '../../../picture/first-listener';
import { planCluster } from '../../../plan/plan';
import type { ClusterPlan } from '../../../plan/types';
import { brokers, deployment } from '../../support/deployment';

const LONG = 'x'.repeat(63);

/** Everything that a picture may have to show, by what is special about it. */
const CONFIGS: Readonly<Record<string, () => NewConfig>> = {
  '1 broker': () => deployment(1),
  '3 brokers': () => deployment(3),
  '7 brokers': () => deployment(7),
  '30 brokers': () => deployment(30),
  '49 brokers': () => deployment(49),
  'the longest names': () =>
    deployment(3, {
      vpc: { name: `A${'W'.repeat(79)}` },
      zones: ['a', 'b', 'c'].map((letter, index) => ({
        id: `ap-southeast-1${letter}`,
        cidr: `10.0.${index * 64}.0/18`,
        vswitchName: `m${'M'.repeat(79)}`,
      })),
      tidbCloud: { uniqueName: LONG },
      brokers: brokers(3).map((broker) => ({ ...broker, name: `w${'W'.repeat(60)}${broker.id}` })),
      loadBalancer: {
        name: `W${'M'.repeat(79)}`,
        bootstrapGroupName: 'W'.repeat(80),
        brokerGroupPrefix: 'm'.repeat(78),
      },
    }),
  'ports of five digits': () =>
    deployment(3, { ports: { bootstrap: 60000, externalBase: 60000, internal: 49092, external: 59092 } }),
  'a bastion in a zone of its own': () =>
    deployment(3, { bastion: { zone: 'ap-southeast-1d', cidr: '10.0.192.0/18' } }),
  'no bastion': () => deployment(3, { bastion: false }),
  'a zone without a broker': () => deployment(2),
  'a broker that leaves': () =>
    deployment(4, {
      brokers: brokers(4).map((broker) => (broker.id === 4 ? { ...broker, leaving: true } : broker)),
    }),
  'the first stage': () => deployment(3, { stage: 'link' }),
  'several external listeners': () =>
    deployment(3, {
      externalListeners: [
        { name: 'EXTERNAL' },
        { name: 'CHANGEFEED', port: 39192, bootstrap: 19092, base: 19092 },
      ],
    }),
  'a VPC and vSwitches that exist': () =>
    deployment(3, {
      vpc: { id: 'vpc-t4nexample0000000000a' },
      zones: ['a', 'b', 'c'].map((letter, index) => ({
        id: `ap-southeast-1${letter}`,
        cidr: `10.0.${index * 64}.0/18`,
        vswitchId: `vsw-t4nexample0000000000${letter}`,
      })),
    }),
};

export const PLANS: readonly (readonly [name: string, plan: ClusterPlan])[] = Object.entries(CONFIGS).map(
  ([name, config]) => [name, withFirstListener(planCluster(config()))] as const,
);
