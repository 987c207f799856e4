import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The program that judges the cluster; the host's JDK compiles it. */
export const GATE = readFileSync(join(__dirname, 'Gate.java'), 'utf8');
