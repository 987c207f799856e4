import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { labsIn, removeLab } from '../lab/common';
import { REHEARSALS } from './rehearse';

/** Removes every rehearsal of this project that is left, or goes on. @returns their names */
export async function removeLabs(): Promise<string[]> {
  const labs = existsSync(REHEARSALS) ? labsIn(readdirSync(REHEARSALS)) : [];
  for (const id of labs) await removeLab(join(REHEARSALS, id), id);
  return labs;
}
