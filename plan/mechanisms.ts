export { isScram } from '../config/authentication';
