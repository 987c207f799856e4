import { drawPicture } from '../../picture/layout';
import type { Box, Label, Shape, Wire } from '../../picture/shapes';
import { toSvg } from '../../picture/svg';
import { twoLines } from '../../picture/text';
import { planCluster } from '../../plan/plan';
import type { ClusterPlan } from '../../plan/types';
import { deployment } from '../support/deployment';
import { PLANS } from './support/plans';

const all = (shapes: readonly Shape[]): Shape[] =>
  shapes.flatMap((shape) => (shape.kind === 'box' ? [shape, ...all(shape.shapes)] : [shape]));
const shapesOf = (plan: ClusterPlan) => all(drawPicture(plan).shapes);
const texts = (shapes: readonly Shape[]): string[] =>
  all(shapes).flatMap((shape) => (shape.kind === 'label' ? [shape.text] : []));
const boxes = (shapes: readonly Shape[], ...roles: string[]): Box[] =>
  shapes.filter((shape): shape is Box => shape.kind === 'box' && roles.includes(shape.role));
const middle = ({ y, height }: Box): number => y + height / 2;

describe.each(PLANS)('the picture of %s', (_name, plan) => {
  const shapes = shapesOf(plan);
  const balancer = boxes(shapes, 'balancer')[0] as Box;
  const hosts = boxes(shapes, 'host', 'leaving', 'unbuilt');
  const rowOf = (name: string) => middle(hosts.find((host) => texts([host]).includes(name)) as Box);
  const wires = shapes.filter((shape): shape is Wire => shape.kind === 'wire');

  test('names zones, vSwitches, hosts with roles, load balancer and service', () => {
    const shown = texts(shapes);
    expect(shown).toEqual(
      expect.arrayContaining([
        'TiDB Cloud',
        'endpoint service',
        plan.loadBalancerName,
        plan.vpc.id ?? plan.vpc.name,
        ...plan.zones.flatMap(({ id, cidr, vswitchId, vswitchName }) => [id, cidr, vswitchId ?? vswitchName]),
      ]),
    );
    expect(hosts.flatMap((host) => [texts([host])])).toEqual(
      expect.arrayContaining([
        ...plan.brokers.map(({ name, address, roles }) => expect.arrayContaining([name, address, ...roles])),
        ...(plan.bastion ? [expect.arrayContaining([plan.bastion.name, plan.bastion.address])] : []),
      ]),
    );
    expect(hosts).toHaveLength(plan.brokers.length + (plan.bastion ? 1 : 0));
  });

  test('holds each host in the box of its zone', () => {
    for (const zone of boxes(shapes, 'zone')) {
      const inside = plan.brokers.filter((broker) => texts([zone]).includes(broker.zone));
      expect(texts([zone])).toEqual(expect.arrayContaining(inside.map(({ name }) => name)));
      expect(boxes(all([zone]), 'port')).toHaveLength(inside.length);
    }
  });

  test("draws a broker's name, listener and host on one row, with straight wires between", () => {
    for (const {
      nodeId,
      name,
      externals: [external],
    } of plan.brokers) {
      const y = rowOf(name);
      const listener = balancer.shapes
        .filter((shape): shape is Box => shape.kind === 'box')
        .find((shape) => texts([shape]).includes(`:${external.port}`)) as Box;
      expect(texts([listener])).toContain(
        plan.portMappings.find((entry) => entry.nodeId === nodeId)?.serverGroupName,
      );
      expect(middle(listener)).toBe(y);
      const [first] = twoLines(external.host);
      const label = shapes.find((shape): shape is Label => shape.kind === 'label' && shape.text === first);
      expect(Math.abs((label?.y ?? 0) - y)).toBeLessThan(10);
      const straight = wires.filter(
        ({ role, path }) => role === 'broker' && new RegExp(`^M\\d+ ${y}H\\d+$`).test(path),
      );
      expect(straight).toHaveLength(2);
    }
  });

  test('leads the bootstrap port to every broker that stays', () => {
    const staying = plan.brokers.filter(({ leaving }) => !leaving).map(({ name }) => rowOf(name));
    const ends = wires.flatMap(({ role, path }) => {
      const to = /V\S+q0 \d+ \d+ (\d+)H/.exec(path);
      const before = /V(\d+)/.exec(path);
      return role === 'bootstrap' && to && before ? [Number(before[1]) + Number(to[1])] : [];
    });
    expect(ends.map((y) => y + 10).sort((a, b) => a - b)).toEqual(staying.sort((a, b) => a - b));
  });
});

test('what is not built or goes is dashed, what is new is not', () => {
  const roles = (plan: ClusterPlan) => [
    ...new Set(boxes(shapesOf(plan), 'host', 'leaving', 'unbuilt').map(({ role }) => role)),
  ];
  const plans = new Map(PLANS);
  expect(roles(plans.get('3 brokers') as ClusterPlan)).toEqual(['host']);
  expect(roles(plans.get('the first stage') as ClusterPlan)).toEqual(['unbuilt']);
  expect(roles(plans.get('a broker that leaves') as ClusterPlan).sort()).toEqual(['host', 'leaving']);
});

test('a screen reader is told where each listener leads', () => {
  const { description } = drawPicture(planCluster(deployment(3)));
  expect(description).toContain('9092 to node 1, 2, 3; 9093 to node 1; 9094 to node 2; 9095 to node 3');
});

test('text is escaped', () => {
  const plan = { ...planCluster(deployment(3)), loadBalancerName: '<a> & "b"' };
  expect(toSvg(drawPicture(plan))).toContain('>&lt;a&gt; &amp; &quot;b&quot;<');
});

test.each([
  ['b1.unique_name.alicloud.plc.tidbcloud.com', 'b1.unique_name.alicloud', '.plc.tidbcloud.com'],
  ['localhost', 'localhost', ''],
])('%s breaks before a dot', (host, first, second) => {
  expect(twoLines(host)).toEqual([first, second]);
});
