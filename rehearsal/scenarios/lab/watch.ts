import { known, type ScenarioContext } from '../context';

/** What was seen of the brokers while something happened to them. */
export interface Watched {
  samples: number;
  /** The most brokers that were down at one moment. */
  mostDown: number;
  /** Starts of Kafka, by the broker's name. */
  starts: ReadonlyMap<string, number>;
}

/** Prints a line for Kafka as it is at the moment: whether it accepts connections, and which start it is. */
const LOOK = `
up=down
(: <>"/dev/tcp/$0/$1") 2>/dev/null && up=up
echo "$up $(systemctl show -p ExecMainStartTimestampMonotonic --value kafka.service)"
`;

/** Looks at every broker several times a second, past the network. */
export class Watch {
  private samples = 0;
  private mostDown = 0;
  private readonly seen = new Map<string, Set<string>>();
  private readonly stopping = new AbortController();
  private readonly looking: Promise<void>;

  constructor(private readonly context: ScenarioContext) {
    this.looking = this.look();
  }

  async stop(): Promise<Watched> {
    this.stopping.abort();
    await this.looking;
    const starts = new Map([...this.seen].map(([name, all]) => [name, all.size - 1]));
    return { samples: this.samples, mostDown: this.mostDown, starts };
  }

  private async look(): Promise<void> {
    const { brokers, ports } = known(this.context, 'plan');
    while (!this.stopping.signal.aborted) {
      const states = await Promise.all(
        brokers.map(({ name, address }) => this.stateOf(name, address, ports.internal)),
      );
      this.samples += 1;
      this.mostDown = Math.max(this.mostDown, states.filter((up) => !up).length);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  private async stateOf(name: string, address: string, port: number): Promise<boolean> {
    const host = known(this.context, 'lab').host(name);
    const said = await host
      ?.exec(['bash', '-c', LOOK, address, String(port)], { timeoutSec: 10 })
      .catch(() => undefined);
    const [up, start] = said?.stdout.trim().split(' ') ?? [];
    if (start !== undefined && start !== '0') {
      this.seen.set(name, (this.seen.get(name) ?? new Set()).add(start));
    }
    return up === 'up';
  }
}
