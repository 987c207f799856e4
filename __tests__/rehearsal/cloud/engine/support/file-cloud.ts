import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Attributes } from '../../../../../rehearsal/cloud/model/api';
import type { OpenCloud } from '../../../../../rehearsal/cloud/provider-process';
import { EchoCloud } from './echo-cloud';

/** Opens an echo cloud that outlives the provider processes in a file. */
export const openCloud: OpenCloud = (cloudFile) => {
  const cloud = new EchoCloud();
  if (existsSync(cloudFile)) {
    const stored = JSON.parse(readFileSync(cloudFile, 'utf8')) as [string, Attributes][];
    for (const [id, attributes] of stored) cloud.resources.set(id, attributes);
  }
  const saving =
    <A extends unknown[], R>(change: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const result = await change.apply(cloud, args);
      writeFileSync(cloudFile, JSON.stringify([...cloud.resources]));
      return result;
    };
  return Object.assign(cloud, {
    create: saving(cloud.create.bind(cloud)),
    update: saving(cloud.update.bind(cloud)),
    delete: saving(cloud.delete.bind(cloud)),
  });
};
