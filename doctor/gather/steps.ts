import type { NewConfig } from '../../config/schema';
import type { NewClusterPlan } from '../../plan/types';
import { sha256 } from '../../templates/doctor/expected-host';
import { unescapeFromTerraform } from '../../templates/rendering/terraform';
import { renderBastionRollout } from '../../templates/rollout/bastion-rollout';
import { renderBrokerRollout } from '../../templates/rollout/broker-rollout';
import { dataDiskOf } from '../resource';
import type { State } from './state';

/** Of each host by its name, whether Terraform's state has the step with exactly the script of this plan. */
export function appliedSteps(
  { rollout, replace }: Pick<NewConfig, 'rollout' | 'replace'>,
  plan: NewClusterPlan,
  state: Pick<State, 'resources'>,
): Record<string, boolean> {
  const { bastion, brokers } = plan;
  const isApplied = (id: string | number, script: string) => {
    const step = state.resources.find(({ address }) =>
      address.startsWith(`null_resource.rollout_${id}_step`),
    );
    const { script: applied } = (step?.values['triggers'] ?? {}) as Record<string, unknown>;
    return applied === sha256(script);
  };
  return Object.fromEntries([
    ...(bastion
      ? [
          [
            bastion.name,
            isApplied('bastion', unescapeFromTerraform(renderBastionRollout(plan, bastion, rollout))),
          ],
        ]
      : []),
    ...brokers.map((broker) => {
      const { nodeId, name } = broker;
      const dataDiskId = dataDiskOf(state, nodeId) ?? '';
      const target = { target: 'host', replace: replace === nodeId, dataDiskId } as const;
      return [name, isApplied(nodeId, renderBrokerRollout(plan, broker, { ...rollout, ...target }))];
    }),
  ]);
}
