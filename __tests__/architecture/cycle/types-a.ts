import type { Leaf } from './types-b';

export interface Branch {
  leaves: Leaf[];
}
