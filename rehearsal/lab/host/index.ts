export * from './disks';
export * from './host';
export type { PluggedDisk } from './machine';
export type { Name } from './names';
export * from './hosts';
