import type { BastionPlan, BrokerPlan } from '../../plan/types';
import { expectedBastion, expectedBroker, type ExpectedHost } from '../../templates/doctor/expected-host';
import type { Facts } from '../facts';
import { dataDiskOf } from '../resource';
import { planOfHosts, reachableBrokers } from './reachable';

/** How a host differs from what the steps of an apply bring to it. */
export interface Drift {
  readonly name: string;
  /** Undefined for the bastion. */
  readonly nodeId?: number;
  /** Paths of files that are missing, or not those of the plan. */
  readonly missing: readonly string[];
  readonly edited: readonly string[];
  /** Units that do not run or are not enabled, with their states; without those whose file differs. */
  readonly units: readonly string[];
  /** Releases that are not the planned ones. */
  readonly releases: readonly string[];
  /** Paths of files with secrets that are missing. */
  readonly secrets: readonly string[];
  /** Settings of SSH and the kernel that are not in force. */
  readonly settings: readonly string[];
  /** What Kafka runs with in an older version than the one on the disk. */
  readonly notLoaded: readonly string[];
  /** Whether no step has ended well on this system disk. */
  readonly untouched: boolean;
  /** The data disk that its files name, if that is not the planned one. */
  readonly otherDisk?: string;
}

/** Several checks and the fix of each finding ask for them, and each comparison renders all files of a host. */
const known = new WeakMap<Facts, readonly Drift[]>();

/** Every host that answers over SSH. */
export function drifts(facts: Facts): readonly Drift[] {
  const found = known.get(facts) ?? compared(facts);
  known.set(facts, found);
  return found;
}

function compared(facts: Facts): Drift[] {
  const plan = planOfHosts(facts);
  const { bastion } = plan;
  const seen = facts.hosts?.find(({ nodeId, problem }) => nodeId === undefined && problem === undefined);
  return [
    ...(bastion && seen ? [driftOf(bastion, expectedBastion(plan, bastion), seen.values)] : []),
    ...reachableBrokers(facts).map(({ broker, values }) => {
      const disk = dataDiskOf(facts.cloud, broker.nodeId) ?? values['data_disk'] ?? '';
      return driftOf(broker, expectedBroker(plan, broker, disk), values, disk);
    }),
  ];
}

/** Whether its step would change anything on the host. */
export const differs = (one: Drift): boolean =>
  [one.missing, one.edited, one.units, one.releases, one.secrets, one.settings, one.notLoaded].some(
    (list) => list.length > 0,
  );

type Values = Readonly<Record<string, string>>;

function driftOf(host: BrokerPlan | BastionPlan, wanted: ExpectedHost, values: Values, disk = ''): Drift {
  const sums = pairs(values['files']);
  const paths = Object.keys(wanted.files);
  const missing = paths.filter((path) => sums.get(path) === '-');
  const edited = paths.filter((path) => !missing.includes(path) && sums.get(path) !== wanted.files[path]);
  const found = values['data_disk'];
  return {
    name: host.name,
    ...('nodeId' in host && { nodeId: host.nodeId }),
    missing,
    edited,
    units: unitsOff(wanted, values).filter((unit) =>
      [...missing, ...edited].every((path) => !path.endsWith(`/${unit.split(' ')[0]}`)),
    ),
    releases: (['kafka', 'java'] as const)
      .filter((name) => values[`release_${name}`] !== wanted.releases[name])
      .map(
        (name) =>
          `/opt/${name}/current is ${values[`release_${name}`] || 'missing'} instead of ${wanted.releases[name]}`,
      ),
    secrets: words(values['missing_secrets']),
    settings: settingsOff(values),
    notLoaded: 'nodeId' in host ? notLoaded(sums, values) : [],
    untouched: 'nodeId' in host && values['served'] !== 'true',
    ...(disk !== '' && found !== undefined && found !== '' && found !== disk && { otherDisk: found }),
  };
}

const words = (text = ''): string[] => text.split(/\s+/).filter((word) => word !== '');

/** `SUM PATH SUM PATH …` */
function pairs(text: string | undefined): Map<string, string> {
  const all = words(text);
  return new Map(all.flatMap((sum, index) => (index % 2 === 0 ? [[all[index + 1] ?? '', sum]] : [])));
}

/** `NAME LOADED ENABLED ACTIVE NAME …`; whether Kafka itself runs is another check's. */
function unitsOff({ units }: ExpectedHost, values: Values): string[] {
  const all = words(values['units']);
  return units.flatMap((unit) => {
    const at = all.indexOf(unit);
    const [loaded, enabled, active] = all.slice(at + 1, at + 4);
    const right = loaded === 'loaded' && enabled === 'enabled';
    if (right && (active === 'active' || unit.startsWith('kafka.') || unit.startsWith('kafka-bootstrap.')))
      return [];
    return [`${unit} is ${right ? active : enabled === '-' ? loaded : enabled}`];
  });
}

/** `KEY PLANNED PRESENT KEY …` */
function settingsOff(values: Values): string[] {
  const all = words(values['kernel']);
  const kernel = all.flatMap((key, index) => {
    if (index % 3 !== 0) return [];
    const [planned = '', present = ''] = all.slice(index + 1, index + 3);
    return inForce(key, planned, present) ? [] : [`${key} is ${present} instead of ${planned}`];
  });
  return [...(values['ssh'] === 'restricted' ? [] : ['sshd lacks the settings of restrict-ssh']), ...kernel];
}

function inForce(key: string, planned: string, present: string): boolean {
  if (key.endsWith('_ports')) {
    const reserved = new Set(ports(present));
    return ports(planned).every((port) => reserved.has(port));
  }
  return key.endsWith('max_map_count') ? Number(present) >= Number(planned) : present === planned;
}

/** `9092-9094,39092` */
const ports = (text: string): number[] =>
  text.split(',').flatMap((range) => {
    const [from = NaN, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 || 0 }, (_, index) => from + index);
  });

/** What `kafka.service` wrote at its start: two checksums, each with a `-` behind it, and two releases. */
function notLoaded(sums: ReadonlyMap<string, string>, values: Values): string[] {
  const [properties, , unit, , kafka, java] = words(values['started']);
  if (java === undefined) return [];
  const now = [
    ['server.properties', properties, sums.get('/etc/kafka/server.properties')],
    ['kafka.service', unit, sums.get('/etc/systemd/system/kafka.service')],
    ['release of Kafka', kafka, values['release_kafka']],
    ['release of Java', java, values['release_java']],
  ];
  return now
    .filter(([, started, present]) => present !== '-' && started !== present)
    .map(([name = '']) => name);
}
