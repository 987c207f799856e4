import type { Branch } from './types-a';

export interface Leaf {
  branch: Branch;
}
