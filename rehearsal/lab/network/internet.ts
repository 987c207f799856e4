import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Netns } from '../common';
import { addAddress, connect, createNetns, run, until } from '../common';
import { WAN } from './router-rules';

/** Where the web server of the internet listens. */
export const WEB_ADDRESS = '198.51.100.10';
/** The same web server as a service of the region, which hosts reach without internet. */
export const SERVICE_ADDRESS = '100.118.28.50';
/** The router of the VPC, seen from the internet. */
export const ROUTER_ADDRESS = '198.51.100.2';
/** Where operators sit. */
export const OPERATOR_ADDRESS = '198.51.100.20';

/** The internet as far as a lab needs it: a web server and a place for operators. */
export class Internet {
  private constructor(
    readonly netns: Netns,
    readonly operator: Netns,
    /** What the web server serves. */
    readonly root: string,
    private readonly log: string,
  ) {}

  /** Makes it and connects the router of the VPC to it. */
  static async create(id: string, dir: string, router: Netns): Promise<Internet> {
    const folder = join(dir, 'internet');
    const root = join(folder, 'www');
    mkdirSync(root, { recursive: true });
    const netns = await createNetns(id, 'internet');
    const operator = await createNetns(id, 'operator');
    await netns.exec(['ip', 'link', 'add', 'net0', 'type', 'bridge']);
    await netns.exec(['ip', 'link', 'set', 'net0', 'up']);
    await connect(router, WAN, netns, 'router');
    await connect(operator, 'eth0', netns, 'operator');
    for (const port of ['router', 'operator'])
      await netns.exec(['ip', 'link', 'set', port, 'master', 'net0']);
    await addAddress(netns, 'net0', `${WEB_ADDRESS}/24`);
    await addAddress(netns, 'net0', `${SERVICE_ADDRESS}/32`);
    await addAddress(router, WAN, `${ROUTER_ADDRESS}/24`);
    await addAddress(operator, 'eth0', `${OPERATOR_ADDRESS}/24`);
    for (const host of [netns, operator])
      await host.exec(['ip', 'route', 'add', 'default', 'via', ROUTER_ADDRESS]);
    await router.exec(['ip', 'route', 'add', SERVICE_ADDRESS, 'via', WEB_ADDRESS]);
    const internet = new Internet(netns, operator, root, join(folder, 'access.log'));
    await internet.serve(join(folder, 'server.log'));
    return internet;
  }

  /** Puts a file on the web, or into the region's own storage. @returns its URL */
  offer(file: string, from: 'internet' | 'region' = 'internet'): string {
    const name = basename(file);
    const place = join(this.root, name);
    rmSync(place, { force: true });
    try {
      linkSync(file, place);
    } catch {
      copyFileSync(file, place); // on another file system
    }
    const address = from === 'internet' ? WEB_ADDRESS : SERVICE_ADDRESS;
    return `http://${address}/${encodeURIComponent(name)}`;
  }

  /** What was asked for so far: address, method, path and status. */
  requests(): string[] {
    const lines = existsSync(this.log) ? readFileSync(this.log, 'utf8').split('\n') : [];
    return lines.filter((line) => line !== '' && line !== 'ready');
  }

  private async serve(serverLog: string): Promise<void> {
    const program = join(__dirname, 'web-server.js');
    const server = await this.netns.spawn([process.execPath, program, this.root, this.log], {
      log: serverLog,
    });
    await until(
      'the web server of the internet listens',
      async () => {
        if (!server.isRunning()) throw new Error((await run('tail', ['-n', '5', serverLog])).stdout);
        return existsSync(this.log);
      },
      { timeoutSec: 10, everySec: 0.05 },
    );
  }
}
