import { deployment } from '../support/deployment';
import { synthesize } from './support/synthesized';

const FINALISES = 'null_resource.rollout_metadata-version_step';
const LEVEL = { clusterId: 'BRl69zcmTFmiPaoaANybiw', version: '3.9.1', metadataVersion: '3.9' };
const at = (input: Record<string, unknown>) => synthesize(deployment(3, input));
const host = (block: Record<string, unknown>) => (block['connection'] as { host: string }).host;

test('nothing finalises metadata.version unless it is asked for', () => {
  const { addresses } = at({ kafka: { ...LEVEL, metadataVersion: undefined } });
  expect(addresses).not.toContain(FINALISES);
});

test('it comes after the last broker, on the bastion', () => {
  const stack = at({ kafka: LEVEL });
  const step = stack.at(FINALISES);
  expect(step['depends_on']).toEqual(['null_resource.rollout_3_step']);
  expect(step['connection']).toEqual(stack.at('null_resource.rollout_bastion_step')['connection']);
  expect(step).toMatchObject({
    count: '${var.rollout ? 1 : 0}',
    provisioner: [
      { file: { content: expect.anything() } },
      { 'remote-exec': { inline: ['bash /var/lib/kafka-metadata-version.sh'] } },
    ],
  });
});

test('without a bastion it is on the first broker', () => {
  const stack = at({
    bastion: false,
    rollout: { via: 'direct' },
    kafka: { ...LEVEL, delivery: 'url' },
  });
  expect(host(stack.at(FINALISES))).toBe(host(stack.at('null_resource.rollout_1_step')));
});

test('another broker does not make it run again', () => {
  const triggers = (count: number) => {
    const stack = synthesize(deployment(count, { kafka: LEVEL }));
    return [stack.at(FINALISES)['triggers'], stack.text('rollout_metadata-version_script')];
  };
  expect(triggers(4)).toEqual(triggers(3));
});

test('another level does', () => {
  const script = (metadataVersion: string) =>
    at({ kafka: { ...LEVEL, metadataVersion } }).text('rollout_metadata-version_script');
  expect(script('3.9')).toContain("LEVEL='3.9'");
  expect(script('3.9')).not.toBe(script('3.8'));
});
