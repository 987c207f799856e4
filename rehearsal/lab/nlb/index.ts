export { coalesce } from './coalesce';
export { Nlb } from './nlb';
export type { NlbOptions } from './nlb';
export { NLB_PREREQUISITES } from './prerequisites';
export type { ServerState } from './server-states';
