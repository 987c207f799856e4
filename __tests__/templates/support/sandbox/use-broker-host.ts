import { BrokerHost } from './broker-host';
import { type Mirror, startMirror } from './mirror';
import { type Peer, startPeer } from './peer';

/** Offers the archives; there while tests run. */
export let mirror: Mirror;

/** A broker's host, another one for each test. */
export let host: BrokerHost;

/** What another broker would be to it, after `usePeer`. */
export let peer: Peer;

/** Starts the mirror for the tests of a file, and makes a host for each. */
export function useBrokerHost(): void {
  beforeAll(async () => {
    mirror = await startMirror();
  });
  beforeEach(() => {
    host = new BrokerHost(mirror);
  });
  afterEach(() => host.remove());
  afterAll(() => mirror.stop());
}

export function usePeer(): void {
  beforeAll(async () => {
    peer = await startPeer();
  });
  afterAll(() => peer.stop());
}

/** Takes another host for this test. */
export function replaceHost(setup: ConstructorParameters<typeof BrokerHost>[1]): void {
  host.remove();
  host = new BrokerHost(mirror, setup);
}
