import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { known, type ScenarioContext } from '../context';
import type { Step } from '../scenario';
import { underLoad } from '../steps/under-load';
import { redeploy } from '../terraform/redeploy';
import { type Changes, writeRehearsedFile } from '../terraform/rehearsed-file';
import { build, link } from './default';

/**
 * Three people change the cluster at the same moment, each with a copy of the state, so that Terraform's lock keeps none
 * of them apart: two settings and a maintenance. Never two brokers are down, and a repair afterwards brings all to one plan.
 */
export const together = (): Step<ScenarioContext>[] => [
  ...build,
  ...link,
  underLoad('three applies at once', async (context, { say }) => {
    const nodeId = known(context, 'plan').brokers[1]?.nodeId;
    const people: [name: string, fields: Changes['fields']][] = [
      ['threads', { 'kafka.properties': { 'num.io.threads': 12 } }],
      ['fetchers', { 'kafka.properties': { 'num.replica.fetchers': 2 } }],
      ['maintenance', { maintain: nodeId, 'brokerDefaults.instanceType': 'ecs.g7.xlarge' }],
    ];
    const copies = [];
    for (const [name, fields] of people) copies.push(await copyOf(context, name, fields));
    const outcomes = await Promise.all(
      copies.map(({ name, terraform }) =>
        terraform
          .apply(known(context, 'variables'), (line) => say(`${name}: ${line}`))
          .then(
            (counts) => `${name}: ${counts}`,
            (error: unknown) => refused(name, error),
          ),
      ),
    );
    return outcomes.join('; ');
  }),
  {
    // The operator's own state knows nothing of what the others have changed.
    name: 'a repair brings all to one plan',
    run: (context, { say }) => {
      const repair = known(context, 'plan').brokers.map(({ nodeId }) => nodeId);
      return redeploy(context, { fields: { repair } }, { say });
    },
  },
];

/** A change that could not be made now is no fault; one that left a broker without its files, or down, is. */
function refused(name: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/NOT REVERTED|FAILED/.test(message) || !/NOT NOW|REFUSED/.test(message)) throw error;
  return `${name}: ${/(NOT NOW|REFUSED): .*/.exec(message)?.[0] ?? ''}`;
}

/** The deployment in a folder of its own, with its state of now and a change. */
async function copyOf(context: ScenarioContext, name: string, fields: Changes['fields']) {
  const dir = join(context.dir, name);
  for (const part of ['state', 'kafka.yaml']) {
    cpSync(join(context.dir, part), join(dir, part), { recursive: true });
  }
  const file = join(dir, 'kafka.yaml');
  writeRehearsedFile(context.sourceFile, file, { ...known(context, 'changes'), fields });
  return { name, terraform: await known(context, 'terraform').copiedTo(dir, file) };
}
