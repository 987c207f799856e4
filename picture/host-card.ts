import type { BastionPlan, BrokerPlan, ClusterPlan } from '../plan/types';
import { HOST_HEIGHT, type HostRow } from './rows';
import { box, label, type Box, type BoxRole, type Label, type Shape } from './shapes';
import { textWidth, widest } from './text';

const PORT_WIDTH = 74;
const PORT_INSET = 6;
const TEXT_X = PORT_INSET + PORT_WIDTH + 10;
const PADDING = 10;
const CHIP_HEIGHT = 16;
const CHIP_GAP = 4;

/** What a host's card says. */
interface Card {
  readonly role: BoxRole;
  readonly name: string;
  readonly chips: readonly Chip[];
  readonly address: string;
  /** Beside the address. */
  readonly note: string;
  /** What others connect to: the listener or service, and its port. */
  readonly service: string;
  readonly port: number;
  readonly portRole: BoxRole;
}

interface Chip {
  readonly role: BoxRole;
  readonly text: string;
}

/** A card per host, all of one width. */
export class HostCards {
  readonly width: number;

  constructor(
    private readonly plan: ClusterPlan,
    hosts: readonly HostRow[],
  ) {
    this.width = Math.max(0, ...hosts.map(({ host }) => cardWidth(this.card(host))));
  }

  draw({ host, y }: HostRow, x: number): Box {
    const { role, name, chips, address, note, service, port, portRole } = this.card(host);
    const top = y - HOST_HEIGHT / 2;
    const middle = x + PORT_INSET + PORT_WIDTH / 2;
    const portBox = [x + PORT_INSET, top + PORT_INSET, PORT_WIDTH, HOST_HEIGHT - 2 * PORT_INSET] as const;
    return box(
      role,
      [x, top, this.width, HOST_HEIGHT],
      [
        box(portRole, portBox, [
          label('chip', service, middle, y - 3, { anchor: 'middle' }),
          label('port', `:${port}`, middle, y + 11, { anchor: 'middle' }),
        ]),
        label('heading', name, x + TEXT_X, y - 4),
        ...this.chips(chips, x + this.width - PADDING, top + 7),
        ...addressLine(address, note, x + TEXT_X, y + 13),
      ],
    );
  }

  private chips(chips: readonly Chip[], right: number, top: number): Shape[] {
    let end = right;
    return [...chips].reverse().map(({ role, text }) => {
      const width = chipWidth(text);
      end -= width;
      const chip = box(
        role,
        [end, top, width, CHIP_HEIGHT],
        [label('chip', text, end + width / 2, top + 11.5, { anchor: 'middle' })],
      );
      end -= CHIP_GAP;
      return chip;
    });
  }

  private card(host: HostRow['host']): Card {
    return 'broker' in host ? this.brokerCard(host.broker) : this.bastionCard(host.bastion);
  }

  private brokerCard({ name, roles, address, internal, leaving }: BrokerPlan): Card {
    return {
      role: this.plan.stage === 'link' ? 'unbuilt' : leaving ? 'leaving' : 'host',
      name,
      chips: [
        ...(leaving ? [{ role: 'public', text: 'leaving' } as const] : []),
        ...roles.map((role) => ({ role: role === 'controller' ? role : ('chip' as const), text: role })),
      ],
      address,
      note: `INTERNAL :${internal.port}`,
      service: 'EXTERNAL',
      port: this.plan.externalListeners[0].port,
      portRole: 'port',
    };
  }

  private servesArchives(): boolean {
    return this.plan.cluster === 'new' && this.plan.kafka.delivery === 'bastion';
  }

  private bastionCard({ name, address, mirrorPort }: BastionPlan): Card {
    return {
      role: this.plan.stage === 'link' ? 'unbuilt' : 'host',
      name,
      chips: [{ role: 'public', text: 'public address' }],
      address,
      note: this.servesArchives() ? `archives :${mirrorPort}` : 'jump host',
      service: 'SSH',
      port: 22,
      portRole: 'ssh',
    };
  }
}

function addressLine(address: string, note: string, x: number, y: number): Label[] {
  const noteX = x + textWidth(address, 'code') + 10;
  return [label('code', address, x, y), label('note', note, noteX, y, { muted: true })];
}

const chipWidth = (text: string): number => textWidth(text, 'chip') + 12;

function cardWidth({ name, chips, address, note }: Card): number {
  const chipsWidth = chips.reduce((sum, { text }) => sum + chipWidth(text) + CHIP_GAP, 0);
  const first = textWidth(name, 'heading') + 8 + chipsWidth;
  const second = textWidth(address, 'code') + 10 + widest([note], 'note');
  return TEXT_X + Math.max(first, second) + PADDING;
}
