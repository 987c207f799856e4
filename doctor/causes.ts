import { type Finding, FINDING_IDS, type FindingId } from './finding';

const CLUSTER: readonly FindingId[] = [
  'cluster-unanswered',
  'quorum-no-leader',
  'quorum-behind',
  'partition-offline',
  'under-min-isr',
  'under-replicated',
];
const SILENT: readonly FindingId[] = [
  'broker-fenced',
  'port-closed',
  'listener-closed',
  'name-unreachable',
  ...CLUSTER,
];
const DOWN: readonly FindingId[] = ['kafka-stopped', ...SILENT];

const FILE: readonly FindingId[] = ['configuration-differs', 'configuration-not-loaded'];

const LOGIN: readonly FindingId[] = ['login-refused', 'certificate-refused', 'internal-refused'];

/** What a step brings to a host. */
const STEP: readonly FindingId[] = [
  'file-differs',
  'release-differs',
  'unit-off',
  'secret-missing',
  'setting-off',
  ...FILE,
];

/** The findings that each kind of finding causes, if they are about the same brokers. */
export const EXPLAINS: Readonly<Partial<Record<FindingId, readonly FindingId[]>>> = {
  'host-unreachable': SILENT,
  'system-disk-new': [
    ...STEP,
    ...DOWN,
    ...LOGIN,
    'disk-not-mounted',
    'zone-label',
    'advertised-port',
    'advertised-name',
    'name-unresolvable',
    'wrong-broker',
  ],
  'file-differs': ['unit-off', 'configuration-not-loaded', ...DOWN],
  'release-differs': ['configuration-not-loaded'],
  'unit-off': DOWN,
  'secret-missing': [...DOWN, ...LOGIN],
  'disk-not-mounted': DOWN,
  'foreign-storage': DOWN,
  'disk-full': ['reserve-free', ...DOWN],
  'system-disk-full': DOWN,
  'kafka-stopped': SILENT,
  'rule-missing': SILENT,
  'internal-refused': SILENT,
  'zone-label': [...FILE, 'name-unresolvable'],
  'advertised-port': [...FILE, 'wrong-broker', 'name-unreachable'],
  'advertised-name': [...FILE, 'name-unresolvable'],
  'placeholder-name': ['name-unresolvable'],
  'broker-fenced': ['port-closed', 'listener-closed', ...CLUSTER],
  'quorum-no-leader': CLUSTER,
  'port-closed': ['listener-closed', 'name-unreachable'],
  'listener-missing': ['listener-closed', 'name-unreachable'],
  'listener-swapped': ['wrong-broker', 'listener-closed', 'backend-missing', 'backend-foreign'],
  'backend-missing': ['listener-closed', 'name-unreachable'],
  'backend-foreign': ['wrong-broker', 'listener-closed'],
};

/** A finding with those that it causes. */
export interface Cause {
  readonly finding: Finding;
  readonly effects: readonly Finding[];
}

/**
 * Sorts findings into causes and their effects: first faults, then warnings, each in the order of `FINDING_IDS`. A finding
 * is an effect only if causes explain every broker that it is about.
 */
export function causesOf(findings: readonly Finding[]): Cause[] {
  const ordered = [...findings].sort((a, b) => rank(a) - rank(b));
  const roots: { finding: Finding; effects: Finding[] }[] = [];
  for (const finding of ordered) {
    const explaining = roots.filter(({ finding: cause }) => explains(cause, finding));
    const covered = new Set(explaining.flatMap(({ finding: cause }) => cause.nodes ?? []));
    const first = explaining.find(({ finding: cause }) => shareNodes(cause, finding));
    if (first && finding.nodes && isCovered(finding, covered)) first.effects.push(finding);
    else roots.push({ finding, effects: [] });
  }
  return roots.sort((a, b) => severity(a.finding) - severity(b.finding));
}

/** A disk with a warning is not full yet, and causes nothing. */
function explains({ id, level }: Finding, effect: Finding): boolean {
  return (EXPLAINS[id]?.includes(effect.id) ?? false) && !(id.endsWith('disk-full') && level === 'warning');
}

/** What is wrong with the bastion, about no broker, causes nothing at one. */
function shareNodes({ nodes: causing = [] }: Finding, { nodes = [] }: Finding): boolean {
  return nodes.length === 0 || nodes.some((node) => causing.includes(node));
}

/** A closed port between two brokers has its cause at either end. */
function isCovered({ id, nodes = [] }: Finding, covered: ReadonlySet<number>): boolean {
  const isKnown = (node: number) => covered.has(node);
  return id === 'port-closed' ? nodes.some(isKnown) : nodes.every(isKnown);
}

const rank = ({ id }: Finding): number => FINDING_IDS.indexOf(id);
const severity = ({ level }: Finding): number => (level === 'fault' ? 0 : 1);
