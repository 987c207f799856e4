export type { Mood } from './commands';
export { Programs, type Moment } from './programs';
