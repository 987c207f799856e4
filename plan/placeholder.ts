export { UNIQUE_NAME_PLACEHOLDER } from '../config/conventions';
