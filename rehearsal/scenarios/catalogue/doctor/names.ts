import { known, type ScenarioContext } from '../../context';
import type { StepTools } from '../../scenario';
import { allInSync } from '../../steps/quorum';
import { fault, onPatient, SERVER_PROPERTIES } from './fault';

/** Edits what a broker advertises, and lets it serve with that; without an edit, as before. */
async function advertise(context: ScenarioContext, tools: StepTools, edit?: string): Promise<void> {
  const kept = '/root/advertised.before';
  const change =
    edit === undefined
      ? `cat ${kept} >${SERVER_PROPERTIES}`
      : `cat ${SERVER_PROPERTIES} >${kept}; sed -Ei '/^advertised.listeners=/${edit}' ${SERVER_PROPERTIES}`;
  await onPatient(context, `${change}; systemctl restart kafka`);
  await allInSync(context, tools);
}

/** What brokers advertise, in their own files. */
export const names = [
  fault('a broker advertises a port that is not its own', {
    make: (context, tools) => advertise(context, tools, 's/:[0-9]+$/:9999/'),
    words: /✗ kafka: broker-node3 advertises b3\.\S+:9999: a wrong port/,
    repair: advertise,
  }),
  fault('a broker advertises a name with a zone label', {
    make: (context, tools) => {
      const { zone } = known(context, 'plan').brokers.at(-1) ?? {};
      return advertise(context, tools, `s/EXTERNAL:\\/\\/b3\\./EXTERNAL:\\/\\/b3.${zone}./`);
    },
    words: /✗ kafka: broker-node3 advertises b3\.ap-southeast-1c\.\S+, with the zone label ap-southeast-1c/,
    repair: advertise,
  }),
  fault('a broker advertises a stale unique name', {
    make: (context, tools) => advertise(context, tools, `s/${known(context, 'uniqueName')}/stale_name/`),
    words: /✗ kafka: broker-node3 advertises b3\.stale_name\.\S+, a name that is not its own/,
    repair: advertise,
  }),
];
