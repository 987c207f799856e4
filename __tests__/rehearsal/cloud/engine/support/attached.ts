import { attachProviders, type AttachedProviders } from '../../../../../rehearsal/cloud/reattach';
import { EchoCloud } from './echo-cloud';
import { Workspace } from './workspace';

/** A workspace whose providers run in this process. */
export interface Attached {
  cloud: EchoCloud;
  workspace: Workspace;
  end(): void;
}

/** Opens a workspace with an echo cloud behind it. */
export async function attach(): Promise<Attached> {
  const cloud = new EchoCloud();
  const providers: AttachedProviders = await attachProviders(cloud);
  const workspace = new Workspace();
  workspace.env = providers.env;
  const end = () => {
    providers.close();
    workspace.remove();
  };
  return { cloud, workspace, end };
}
