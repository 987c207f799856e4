export { attachImage } from './attach';
export { ensureImage } from './image';
