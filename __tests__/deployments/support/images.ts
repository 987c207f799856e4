import type { Image } from '../../../rehearsal/cloud/model';

/** One that is published after a deployment was made. */
export const NEWER_IMAGE: Image = {
  id: 'aliyun_3_x64_20G_alibase_20260901.vhd',
  name: 'aliyun_3_x64_20G_alibase_20260901.vhd',
  osName: 'Alibaba Cloud Linux 3.2104 LTS 64 bit',
  platform: 'Aliyun',
  created: '2026-09-02T02:00:00Z',
  size: 20,
  owner: 'system',
};
