import { openCloud, type Cloud } from '../../cloud/model';
import { cloudFile, known, type ScenarioContext } from '../context';

/** Changes the simulated cloud as a person does in the console, and waits until the lab follows. */
export async function inConsole(
  context: ScenarioContext,
  change: (cloud: Cloud) => Promise<unknown>,
): Promise<void> {
  await change(openCloud(cloudFile(context), { region: known(context, 'config').region }));
  await known(context, 'lab').settle();
}
