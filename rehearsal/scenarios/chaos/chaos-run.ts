import { setTimeout as delay } from 'node:timers/promises';
import type { ScenarioContext } from '../context';
import type { StepTools } from '../scenario';
import { allInSync } from '../steps/quorum';
import { check, type ClientVerdict } from './checker/checker';
import { type Episode, explain } from './checker/explain';
import { longestGap } from './checker/gaps';
import { diagnosed } from './diagnosed';
import type { Planned } from './fault';
import { ChaosLoad } from './load';
import { type ChaosSettings, shownFault } from './schedule';

/** A few violations show what has happened; a lost segment has thousands. */
const EXPLAINED = 5;

/** One run: its load, and what has happened to the cluster so far. */
export class ChaosRun {
  private load: ChaosLoad | undefined;
  private readonly episodes: { name: string; struck: number; healed?: number }[] = [];

  constructor(
    private readonly settings: ChaosSettings,
    private readonly planned: readonly Planned[],
  ) {}

  async begin(context: ScenarioContext, { signal }: StepTools): Promise<string> {
    this.load = await ChaosLoad.start(context, signal);
    const faults = this.planned.map(shownFault).join('; ');
    return `seed ${this.settings.seed}, ${this.settings.minutes} minutes: ${faults || 'no fault fits'}`;
  }

  /** Lets one fault happen, and judges it. @throws Error with the judgement of all messages when something did not hold */
  async happen(context: ScenarioContext, planned: Planned, tools: StepTools): Promise<string> {
    try {
      return await this.fault(context, planned, tools);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error([reason, this.story(), await this.lastWords()].join('\n'), { cause: error });
    }
  }

  /** Ends the load and judges every message. @throws Error unless all is well */
  async end(tools: StepTools): Promise<string> {
    const { verdicts, explanations } = await this.judge();
    for (const { acknowledged, givenUp, found, lost, duplicated } of verdicts) {
      tools.count({
        sent: acknowledged + givenUp,
        acknowledged,
        consumed: found,
        lost,
        duplicated,
        longestGapMs: 0,
      });
    }
    const figures = verdicts.map(shownVerdict).join('; ');
    if (explanations.length > 0) throw new Error([figures, this.story(), ...explanations].join('\n'));
    return figures;
  }

  private async fault(
    context: ScenarioContext,
    { fault, nodeId, target }: Planned,
    tools: StepTools,
  ): Promise<string> {
    const episode: Episode & { healed?: number } = { name: `${fault.name}: ${target}`, struck: Date.now() };
    this.episodes.push(episode);
    const heal = await fault.strike(context, nodeId, tools);
    let named: string;
    try {
      [named] = await Promise.all([
        fault.unasked === undefined ? diagnosed(context, fault.findings) : `not asked, as ${fault.unasked}`,
        delay(fault.lasts * 1000),
      ]);
    } finally {
      tools.say('healing');
      await heal();
    }
    const begun = Date.now();
    await allInSync(context, tools, fault.heals);
    episode.healed = Date.now();
    const seconds = (episode.healed - begun) / 1000;
    const seen = this.running.clients().flatMap(({ log }) => log.seen);
    const gap = longestGap(seen, { from: episode.struck, to: episode.healed });
    tools.count({
      sent: 0,
      acknowledged: 0,
      consumed: 0,
      lost: 0,
      duplicated: 0,
      longestGapMs: Math.round((gap?.seconds ?? 0) * 1000),
    });
    const shown = `longest gap ${gap?.seconds.toFixed(1)} s (${gap?.key} ${gap?.what})`;
    if (gap && gap.seconds > fault.gap) throw new Error(`${shown}, more than ${fault.gap} s`);
    return `${shown}, in sync ${seconds.toFixed(0)} s after its end; doctor: ${named}`;
  }

  private async judge(): Promise<{ verdicts: ClientVerdict[]; explanations: string[] }> {
    const { running } = this;
    const topic = await running.stop();
    const clients = running.clients();
    const verdicts = clients.map((client) => check(client, topic));
    const explanations = verdicts.flatMap(({ client, violations, givenUp }) => {
      const log = clients.find(({ name }) => name === client)?.log ?? { seen: [], givenUp: [] };
      const first = log.givenUp[0];
      return [
        ...violations.slice(0, EXPLAINED).map((one) => explain(one, log, topic, this.episodes)),
        ...(first ? [`${client}: ${givenUp} messages given up, first ${first.key}: ${first.reason}`] : []),
      ];
    });
    return { verdicts, explanations };
  }

  private async lastWords(): Promise<string> {
    try {
      const { verdicts, explanations } = await this.judge();
      return [verdicts.map(shownVerdict).join('; '), ...explanations].join('\n');
    } catch (error) {
      return `the messages could not be judged: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** The schedule so far. */
  private story(): string {
    const { seed, minutes } = this.settings;
    const lines = this.episodes.map(({ name, struck, healed }) => {
      const end = healed === undefined ? 'not healed' : `healed ${new Date(healed).toISOString()}`;
      return `  ${new Date(struck).toISOString()} ${name}, ${end}`;
    });
    return [`--seed ${seed} --minutes ${minutes}, so far:`, ...lines].join('\n');
  }

  private get running(): ChaosLoad {
    if (!this.load) throw new Error('the load has not begun');
    return this.load;
  }
}

const shownVerdict = ({ client, acknowledged, givenUp, found, lost, duplicated }: ClientVerdict): string =>
  `${client}: ${acknowledged} acknowledged, ${givenUp} given up, ${found} found, ${lost} lost, ${duplicated} duplicated`;
