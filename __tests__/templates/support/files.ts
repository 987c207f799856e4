import { bastionFiles } from '../../../templates/bastion/bastion-files';
import { brokerFiles } from '../../../templates/broker/broker-files';
import type { HostFile } from '../../../templates/rendering/host-file';
import type { NewClusterPlan } from '../../../plan/types';
import { brokerOf } from './plan';

export const DISK_ID = 'd-t4n0123456789abcdefg';

export function filesOfBroker(plan: NewClusterPlan, nodeId: number): HostFile[] {
  return brokerFiles(plan, brokerOf(plan, nodeId), DISK_ID);
}

export function filesOfBastion(plan: NewClusterPlan): HostFile[] {
  if (!plan.bastion) throw new Error('no bastion');
  return bastionFiles(plan, plan.bastion);
}

export function contentOf(files: readonly HostFile[], path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  if (!file) throw new Error(`no ${path}`);
  return file.content;
}
