export * from './internet';
export * from './network';
