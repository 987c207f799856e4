import { isOdd } from './ring-b';

export const isEven = (n: number): boolean => n === 0 || isOdd(n - 1);
