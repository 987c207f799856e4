import { openCloud } from '../../cloud/model';
import { openLab, type Lab as BareLab } from '../../lab/lab';
import { OPERATOR_ADDRESS } from '../../lab/network';
import { Nlb } from '../../lab/nlb';
import { PrivateLink, TidbCloudAccount } from '../../lab/privatelink';
import type { Lab } from './port';

/** What a rehearsal's lab is made of. */
export interface LabSettings {
  dir: string;
  cacheDir: string;
  cloudFile: string;
  region: string;
  /** TiDB Cloud's account and the zones of its cluster, where the deployment file knows them. */
  accountId?: string;
  zones?: readonly string[];
  /** Whether the operator has its own way into the VPC. */
  operatorInside: boolean;
  /** Gets a line for each thing that happens. */
  report: (line: string) => void;
}

/** Opens a lab with everything that the cloud can hold: hosts, networks, load balancers and the private link. */
export async function openRehearsalLab(settings: LabSettings): Promise<Lab> {
  const { dir, cacheDir, report } = settings;
  const lab = await openLab({ dir, cacheDir, report });
  try {
    return await furnish(lab, settings);
  } catch (error) {
    await lab.close();
    throw error;
  }
}

async function furnish(lab: BareLab, settings: LabSettings): Promise<Lab> {
  const { dir, cloudFile, region, accountId, zones } = settings;
  const cloud = openCloud(cloudFile, { region });
  const account = new TidbCloudAccount(cloud, accountId, zones);
  const { id } = lab;
  if (settings.operatorInside) await lab.network.admit(OPERATOR_ADDRESS);
  const nlb = await Nlb.create({ id, dir, cloud, plug: (vswitchId) => lab.network.plug(vswitchId) });
  const link = await PrivateLink.create({ id, dir, account, balancers: nlb.netns });
  lab.use({ update: () => nlb.update(), hosts: () => nlb.nlbHosts(), stop: () => nlb.stop() });
  lab.use({ update: () => link.update(), stop: () => link.stop() });
  lab.follow(cloudFile, { region });
  return {
    operator: lab.operator,
    operatorAddress: OPERATOR_ADDRESS,
    host: (name) => lab.host(name),
    networkOf: (name) => lab.host(name)?.network,
    balancers: nlb.netns,
    tidbCloud: account,
    tidbHost: link.netns,
    alsoKnownAs: (uniqueNames) => link.alsoKnownAs(uniqueNames),
    offer: (file, from) => lab.offer(file, from),
    settle: async () => {
      await lab.settle();
      await link.update(); // names are TiDB Cloud's own affair, of which the cloud hears nothing
    },
    leaveOff: (name) => lab.leaveOff(name),
    gaps: () => nlb.problems,
    leave: () => lab.leave(),
    remove: () => lab.close(),
    shellHint: (name) => lab.shellHint(name),
  };
}
