import { X509Certificate } from 'node:crypto';
import type { Deployment } from '../../config/deployments';
import type { InternalTlsPlan } from '../../plan/types';
import { HOST_DAYS } from './authority';
import type { Decision } from './decide';
import { variablesFile } from './files';
import { DAY_MS } from './host-certificate';
import type { RotationStep } from './rotation';

const NEXT_STEP: Readonly<Record<RotationStep, string>> = {
  renew: '--forget-old-ca',
  'new-ca': '--renew',
  'forget-old-ca': '',
};

/** Whether there is anything to write. */
export const changed = ({ first, added, replaced, dropped, trustChanges }: Decision): boolean =>
  first || trustChanges || [...added, ...replaced, ...dropped].length > 0;

/** One line with what was done, without any key. */
export function summaryOf(name: string, decision: Decision, step: RotationStep | undefined): string {
  const { first, added, replaced, kept, dropped, trustChanges } = decision;
  const made = [...added, ...replaced];
  const parts = [
    ...(first || (step === 'new-ca' && trustChanges) ? ['a new CA'] : []),
    ...(step === 'forget-old-ca' && !first
      ? [trustChanges ? 'the old CA is no longer trusted' : 'hosts trusted no old CA']
      : []),
    ...(made.length > 0 ? [`new certificates for ${made.join(', ')}`] : []),
    ...(kept.length > 0
      ? [made.length > 0 ? `${kept.join(', ')} keep theirs` : 'every host keeps its certificate']
      : []),
    ...(dropped.length > 0
      ? [`removed those of ${dropped.join(', ')}, which are no longer in the deployment`]
      : []),
  ];
  return `${variablesFile(name)}: ${parts.join('; ')}`;
}

/** What to do next, one step per line. */
export function nextSteps(
  { file, config: { name } }: Deployment,
  { secretsVersion }: InternalTlsPlan,
  decision: Decision,
  { step, now }: { readonly step?: RotationStep; readonly now: Date },
): string[] {
  const { authorities, first, added, replaced, trustChanges } = decision;
  const runs = replaced.length > 0 || (trustChanges && !first);
  const old = decision.variables.trusted.length > 1;
  const then = runs && old && step ? `; then ${NEXT_STEP[step]}` : '';
  const left = Date.parse(new X509Certificate(authorities.issuer.certificate).validTo) - now.getTime();
  return [
    ...(runs
      ? [`next: raise kafka.secretsVersion in ${file}, now ${secretsVersion}, synthesize and apply${then}`]
      : first || added.length > 0
        ? [`next: synthesize and apply ${name}`]
        : []),
    ...(left < HOST_DAYS * DAY_MS && !authorities.next
      ? [
          `the CA of ${name} expires on ${new Date(now.getTime() + left).toISOString().slice(0, 10)}: replace it, beginning with --new-ca`,
        ]
      : []),
  ];
}
