import fc from 'fast-check';
import { App, Testing } from 'cdktf';
import { parseConfig } from '../../config/load';
import { ConfigError } from '../../config/problems/problem';
import type { Config } from '../../config/schema';
import { KafkaStack } from '../../constructs/kafka-stack';
import { planCluster } from '../../plan/plan';
import { Rig } from '../deployments/support/rig';
import { deploymentFile } from './support/deployments';
import { brokenInvariants, leaked } from './support/invariants';

/** Files to generate: always the same few, or, by `npm run fuzz`, many that are new each time. */
const { FUZZ_RUNS } = process.env;
const RUNS = Number(FUZZ_RUNS ?? 200);
const SEED = FUZZ_RUNS === undefined ? 1 : Date.now() & 0x7fffffff;
/** One of so many valid ones is validated by the real Terraform. */
const SAMPLE = 100;

jest.setTimeout(3_600_000);

/** The configuration; undefined for a file that is refused as it should be. Anything else fails. */
function read(text: string): Config | undefined {
  try {
    return parseConfig(text, 'kafka.yaml').config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    return undefined;
  }
}

test('every generated file is refused with reasons, or becomes a sound plan and valid Terraform', async () => {
  const sampled: Config[] = [];
  let valid = 0;
  fc.assert(
    fc.property(deploymentFile, (text) => {
      const config = read(text);
      if (!config) return;
      if (valid++ % SAMPLE === 0) sampled.push(config);
      expect(brokenInvariants(config, planCluster(config))).toEqual([]);
      const json = Testing.synth(
        new KafkaStack(new App({ stackTraces: false }), config.name, { config }),
        true,
      );
      expect(leaked(json)).toEqual([]);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(valid).toBeGreaterThan(RUNS / 10);
  expect(valid).toBeLessThan(RUNS);
  const rig = await Rig.open();
  try {
    for (const config of sampled) {
      await rig.write(config);
      await rig.must('validate');
    }
  } finally {
    rig.close();
  }
});
