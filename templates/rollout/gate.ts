import { join } from 'node:path';
import { javaProgram } from '../rendering/java-program';

/** The program that judges the cluster; the host's JDK compiles it. */
export const GATE = javaProgram(join(__dirname, 'gate'), 'Gate');
