export * from './account';
export * from './clients';
export * from './prerequisites';
export { PrivateLink } from './private-link';
export type { PrivateLinkOptions } from './private-link';
export { brokerName, uniqueNameOf } from './unique-name';
