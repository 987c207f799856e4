import { loadConfig } from '../../../config/load';
import { cloudFile, type ScenarioContext } from '../context';
import { openRehearsalLab } from '../lab/open';
import type { Step } from '../scenario';

/** Makes the empty lab: networks and, the first time, the image of the hosts. */
export const open: Step<ScenarioContext> = {
  name: 'lab',
  run: async (context, { say, onEnd }) => {
    const { id, dir, cacheDir, sourceFile } = context;
    const { config } = loadConfig(sourceFile);
    const { region, tidbCloud } = config;
    const { accountId, zones } = tidbCloud;
    const settings = {
      dir,
      cacheDir,
      cloudFile: cloudFile(context),
      region,
      accountId,
      zones,
      operatorInside: config.cluster === 'new' && config.rollout.via === 'direct',
      report: say,
    };
    const lab = await openRehearsalLab(settings);
    onEnd('the lab', {
      undo: () => lab.remove(),
      leave: () => lab.leave(),
    });
    context.facts = { ...context.facts, lab };
    return `${id}: networks, operator, TiDB Cloud`;
  },
};
