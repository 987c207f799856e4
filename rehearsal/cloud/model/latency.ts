import { setTimeout as sleep } from 'node:timers/promises';
import type { Meta, Latency } from './state';

/** Reads `instant`, `realistic` or `realistic:0.05`. */
export function parseLatency(setting: string): Latency {
  if (setting === 'instant') return { profile: 'instant' };
  const match = /^realistic(?::(\d+(?:\.\d+)?))?$/.exec(setting);
  if (!match) throw new Error(`"${setting}" is no latency; use instant, realistic or realistic:<factor>.`);
  return { profile: 'realistic', factor: Number(match[1] ?? 1) };
}

type Seconds = Record<'create' | 'update' | 'delete', number>;

/**
 * Simulated seconds of a call as the provider makes it, its fixed waits included: those are 5 to 10 s for most
 * types (39 resources need 26 s to create and 77 s to destroy against an API that answers at once). The time of
 * the service itself is an estimate of what operators see, not a measurement.
 */
const SECONDS: Record<string, Seconds> = {
  alicloud_vpc: { create: 8, update: 5, delete: 8 },
  alicloud_vswitch: { create: 8, update: 5, delete: 10 },
  alicloud_security_group: { create: 6, update: 3, delete: 6 },
  alicloud_security_group_rule: { create: 2, update: 2, delete: 3 },
  alicloud_ecs_key_pair: { create: 2, update: 2, delete: 3 },
  alicloud_ecs_deployment_set: { create: 2, update: 2, delete: 3 },
  alicloud_ecs_disk: { create: 8, update: 6, delete: 8 },
  alicloud_ecs_disk_attachment: { create: 10, update: 1, delete: 10 },
  alicloud_instance: { create: 45, update: 5, delete: 30 },
  alicloud_nlb_load_balancer: { create: 60, update: 15, delete: 40 },
  alicloud_nlb_server_group: { create: 8, update: 8, delete: 8 },
  alicloud_nlb_server_group_server_attachment: { create: 10, update: 10, delete: 10 },
  alicloud_nlb_listener: { create: 12, update: 20, delete: 12 },
  alicloud_privatelink_vpc_endpoint_service: { create: 12, update: 8, delete: 12 },
  alicloud_privatelink_vpc_endpoint_service_resource: { create: 12, update: 1, delete: 15 },
  alicloud_privatelink_vpc_endpoint_service_user: { create: 8, update: 1, delete: 8 },
  alicloud_privatelink_vpc_endpoint_connection: { create: 20, update: 10, delete: 20 },
};

/** Stopping an instance and starting it again, besides the change itself. */
export const POWER_CYCLE_SECONDS = 60;
/** Replacing a system disk, besides stopping and starting. */
export const SYSTEM_DISK_SECONDS = 30;
/** Any read, and any refused call. */
export const ANSWER_SECONDS = 1;

/** Simulated seconds of one call on a type. */
export function secondsOf(operation: keyof Seconds, type: string): number {
  return SECONDS[type]?.[operation] ?? ANSWER_SECONDS;
}

/** Lets simulated seconds pass. */
export async function pass(latency: Latency, seconds: number): Promise<void> {
  if (latency.profile === 'realistic') await sleep(seconds * latency.factor * 1000);
}

/** Simulated seconds since the first operation, which sets the epoch; always 0 in the instant profile. */
export function simulatedNow(meta: Meta): number {
  const { latency } = meta;
  if (latency.profile === 'instant') return 0;
  const now = Date.now();
  meta.epoch ??= now;
  return (now - meta.epoch) / 1000 / latency.factor;
}
