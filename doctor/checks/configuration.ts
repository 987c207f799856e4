import type { Check, Finding } from '../finding';
import { drifts } from './drift';
import { mend } from './mend';
import { planOfHosts, reachableBrokers } from './reachable';
import { renderServerProperties } from '../../templates/broker/server-properties';

/** Compares the file of every broker with the plan, and the process with its file. */
export const configuration: Check = {
  title: 'configuration',
  applies: ({ hosts }) => hosts !== undefined,
  judge: (facts) =>
    reachableBrokers(facts).flatMap(({ broker, values }): Finding[] => {
      const nodes = [broker.nodeId];
      const found = Buffer.from(values['server_properties'] ?? '', 'base64').toString('utf8');
      const wanted = renderServerProperties(planOfHosts(facts), broker, { target: 'host' });
      const findings: Finding[] = [];
      if (found !== wanted) {
        findings.push({
          id: 'configuration-differs',
          level: 'fault',
          seen: `server.properties of ${broker.name} is not the planned one: ${differences(found, wanted)}`,
          expected: 'the planned server.properties',
          fix: mend(facts, broker.name),
          nodes,
        });
      }
      const stale = drifts(facts).find(({ name }) => name === broker.name)?.notLoaded ?? [];
      if (stale.length > 0) {
        findings.push({
          id: 'configuration-not-loaded',
          level: 'warning',
          seen: `Kafka on ${broker.name} runs with an older ${stale.join(', ')} than the one on its disk`,
          expected: 'Kafka was started with the present files',
          fix: mend(facts, broker.name),
          nodes,
        });
      }
      return findings;
    }),
  well: (facts) => `${reachableBrokers(facts).length} brokers run the server.properties of the plan`,
};

function differences(found: string, wanted: string): string {
  const [here, planned] = [settings(found), settings(wanted)];
  const keys = [...new Set([...here.keys(), ...planned.keys()])].sort();
  const shown = keys
    .filter((key) => here.get(key) !== planned.get(key))
    .map((key) => `${key} is ${here.get(key) ?? 'missing'} instead of ${planned.get(key) ?? 'missing'}`);
  return shown.join('; ') || 'comments, order or spaces';
}

function settings(text: string): Map<string, string> {
  const lines = text.split('\n').filter((line) => /^[^#!\s].*=/.test(line));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
