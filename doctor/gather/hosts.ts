import { servingBrokers } from '../../plan/brokers';
import type { NewClusterPlan } from '../../plan/types';
import { renderDoctorScript } from '../../templates/doctor/host-script';
import type { HostFacts } from '../facts';
import type { Ssh } from './ssh';

/** Lets every host tell of itself, all at the same time. */
export function askHosts(plan: NewClusterPlan, ssh: Ssh, signal: AbortSignal): Promise<HostFacts[]> {
  const hosts = [
    ...(plan.bastion ? [{ name: plan.bastion.name, broker: undefined }] : []),
    ...servingBrokers(plan).map((broker) => ({ name: broker.name, broker })),
  ];
  return Promise.all(
    hosts.map(async ({ name, broker }): Promise<HostFacts> => {
      const nodeId = broker?.nodeId;
      try {
        let at = Date.now();
        const onFirst = (first: number) => (at = first);
        const patience = AbortSignal.any([signal, AbortSignal.timeout(25_000)]);
        const text = await ssh.run(name, renderDoctorScript(plan, broker), patience, onFirst);
        return { name, nodeId, ...readHost(text, at) };
      } catch (error) {
        return { name, nodeId, problem: (error as Error).message, values: {}, probes: [] };
      }
    }),
  );
}

/** Reads what the script has printed. @param at when its first line came, in milliseconds since 1970 */
export function readHost(text: string, at: number): Pick<HostFacts, 'values' | 'clockSeconds' | 'probes'> {
  const lines = [...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value.trim()]);
  const values = Object.fromEntries(lines.filter(([name]) => name !== 'probe')) as Record<string, string>;
  if (values['end'] !== 'true') throw new Error('the host did not tell all that it was asked');
  const probes = lines
    .filter(([name]) => name === 'probe')
    .map(([, value = '']) => {
      const [listener = '', endpoint = '', outcome = ''] = value.split(' ');
      return { listener, endpoint, outcome };
    });
  return { values, probes, clockSeconds: Number(values['now']) - at / 1000 };
}
