import { isEven } from './ring-a';

export const evens = (numbers: readonly number[]): number[] => numbers.filter(isEven);
