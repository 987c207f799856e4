import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inspect } from '../../../../rehearsal/cloud/model';
import {
  createNetns,
  listNetns,
  loopsBelow,
  mountsBelow,
  newLabId,
  removeLab,
  run,
  until,
} from '../../../../rehearsal/lab/common';
import type { Host } from '../../../../rehearsal/lab/host';
import type { Lab } from '../../../../rehearsal/lab/lab';
import { openLab } from '../../../../rehearsal/lab/lab';
import { labFolder, makeKey, needsLab, SmallCloud } from './support';

needsLab();

const USER_DATA = `#cloud-config
write_files:
- path: /etc/greeting
  content: hello from cloud-init
- path: /etc/systemd/system/echo.service
  content: |
    [Service]
    ExecStart=/usr/bin/python3 -m http.server 7001 --directory /srv
    [Install]
    WantedBy=multi-user.target
runcmd:
- [sh, -c, 'date +%s%N >> /srv/runs; ip -4 -o addr show eth0 > /srv/address']
- [systemctl, enable, --now, echo.service]
`;

let lab: Lab;
let cloud: SmallCloud;
let keyFile: string;
const dir = labFolder();

beforeAll(async () => {
  lab = await openLab({ dir });
  const folder = join(lab.dir, 'test');
  mkdirSync(folder);
  const key = await makeKey(folder);
  keyFile = key.file;
  cloud = new SmallCloud(join(folder, 'cloud.json'));
  lab.follow(cloud.file);
  await cloud.begin(key.publicKey);
  await cloud.instance('bastion', 'a', 'bastions', { internet_max_bandwidth_out: 10 });
  await cloud.instance('broker', 'b', 'brokers', { user_data: Buffer.from(USER_DATA).toString('base64') });
  const disk = { disk_name: 'data', size: 20, zone_id: 'ap-southeast-1b', category: 'cloud_essd' };
  await cloud.make('disk', 'ecs_disk', disk);
  const both = { disk_id: cloud.id('disk'), instance_id: cloud.id('broker') };
  await cloud.make('attachment', 'ecs_disk_attachment', both);
  await lab.settle();
  for (const name of ['bastion', 'broker']) await host(name).waitForBoot({ timeoutSec: 60 });
}, 240_000);

afterAll(async () => {
  await (lab as Lab | undefined)?.close();
}, 60_000);

function host(name: string): Host {
  const found = lab.host(name);
  if (!found) throw new Error(`host ${name} does not run`);
  return found;
}

async function said(name: string, script: string): Promise<string> {
  return (await host(name).exec(['bash', '-c', script])).stdout.trim();
}

/** Runs a command on the broker by ssh, from the operator through the bastion, and trusts only the right hosts. */
async function ssh(script: string): Promise<string> {
  const { publicIp } = view('bastion');
  const { privateIp } = view('broker');
  const known = join(lab.dir, 'test', 'known_hosts');
  const keys = [
    `${publicIp} ${await host('bastion').hostKey()}`,
    `${privateIp} ${await host('broker').hostKey()}`,
  ];
  writeFileSync(known, `${keys.join('\n')}\n`);
  const options = ['-F', 'none', '-i', keyFile, '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=5'];
  const strict = ['-o', 'StrictHostKeyChecking=yes', '-o', `UserKnownHostsFile=${known}`];
  const jump = ['ssh', ...options, ...strict, '-W', '%h:%p', `root@${publicIp}`].join(' ');
  const command = ['ssh', ...options, ...strict, '-o', `ProxyCommand=${jump}`, `root@${privateIp}`, script];
  return (await lab.operator.exec(command, { timeoutSec: 20 })).stdout.trim();
}

function view(name: string) {
  const found = inspect(cloud.cloud).instances.find((instance) => instance.name === name);
  if (!found) throw new Error(`the cloud has no ${name}`);
  return found;
}

async function reaches(from: string, address: string, port: number): Promise<boolean> {
  const { code } = await host(from).exec(['nc', '-z', '-w', '2', address, String(port)], { check: false });
  return code === 0;
}

test('user data ran on a host with its name, address and disk', async () => {
  expect(await said('broker', 'cat /etc/greeting; echo; hostname; systemctl is-system-running')).toBe(
    'hello from cloud-init\nbroker\nrunning',
  );
  expect(await said('broker', 'cat /srv/address')).toContain('10.0.64.1/18');
  const serial = cloud.id('disk').replace('d-', '');
  const disk = `$(readlink -f /dev/disk/by-id/virtio-${serial})`;
  expect(await said('broker', `lsblk -bdnro SIZE ${disk}; wipefs ${disk}`)).toBe(String(20 * 2 ** 30));
});

test('people reach a broker by ssh through the bastion, with the key of the cloud', async () => {
  expect(await ssh('hostname; cat /etc/greeting')).toBe('broker\nhello from cloud-init');
});

test('security groups let through what they allow, and follow the cloud', async () => {
  const { privateIp } = view('broker');
  expect(await reaches('bastion', privateIp, 7001)).toBe(true);
  expect(await reaches('bastion', privateIp, 7002)).toBe(false);
  await cloud.delete('brokers 7001/7001', 'security_group_rule');
  await lab.settle();
  expect(await reaches('bastion', privateIp, 7001)).toBe(false);
  expect(await reaches('bastion', privateIp, 22)).toBe(true);
});

test('only hosts with a public address reach the internet, and nobody there reaches the VPC', async () => {
  const file = join(lab.dir, 'test', 'archive.tgz');
  writeFileSync(file, 'archive');
  const url = lab.offer(file);
  expect(await said('bastion', `curl -sS --max-time 5 ${url}`)).toBe('archive');
  await expect(host('broker').exec(['curl', '-sS', '--max-time', '2', url])).rejects.toThrow(/curl/);
  expect(lab.network.internet.requests()).toEqual([`${view('bastion').publicIp} GET /archive.tgz 200`]);
  const { code } = await lab.operator.exec(['nc', '-z', '-w', '2', view('broker').privateIp, '22'], {
    check: false,
  });
  expect(code).not.toBe(0);
});

test('hosts find the names that parts of the lab bring, and lose them again', async () => {
  let names = [{ name: 'nlb.example.com', address: '10.0.0.50' }];
  lab.use({ update: () => Promise.resolve(), hosts: () => names });
  await lab.settle();
  expect(await said('bastion', 'getent hosts nlb.example.com')).toMatch(/^10\.0\.0\.50 /);
  names = [];
  await lab.settle();
  const { stdout } = await host('bastion').exec(['cat', '/etc/hosts']);
  expect(stdout).not.toContain('nlb.example.com');
  expect(stdout).toContain('10.0.0.1 bastion');
});

test('hosts do not change the machine', async () => {
  const { code, stderr } = await host('broker').exec(['sysctl', '-w', 'vm.swappiness=1'], { check: false });
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/read-only|permission/i);
  await expect(host('broker').exec(['mknod', '/tmp/disk', 'b', '8', '0'])).rejects.toThrow(/mknod/);
  expect(mountsBelow(lab.dir)).toEqual([]);
  const interfaces = (await run('ip', ['-o', 'link'])).stdout;
  expect(interfaces).not.toMatch(/wan|port\d|vsw\d/);
});

test('a host that was stopped and started keeps its disks and does not run its user data again', async () => {
  const disk = `/dev/disk/by-id/virtio-${cloud.id('disk').replace('d-', '')}`;
  await said(
    'broker',
    `mkfs.ext4 -q ${disk} && mkdir -p /data && mount ${disk} /data && echo kept > /data/file`,
  );
  await cloud.change('broker', 'instance', { status: 'Stopped' });
  await lab.settle();
  expect(lab.host('broker')).toBeUndefined();
  await cloud.change('broker', 'instance', { status: 'Running' });
  await lab.settle();
  await host('broker').waitForBoot({ timeoutSec: 60 });
  expect(
    await said('broker', `mkdir -p /data && mount ${disk} /data && cat /data/file; wc -l < /srv/runs`),
  ).toBe('kept\n1');
}, 60_000);

test('a host reboots by itself', async () => {
  const boot = await said('broker', 'cat /proc/sys/kernel/random/boot_id; readlink /proc/1/ns/pid');
  await host('broker').exec(['systemctl', 'reboot'], { check: false });
  await until(
    'the broker has rebooted',
    async () => {
      const now = await said('broker', 'cat /proc/sys/kernel/random/boot_id; readlink /proc/1/ns/pid');
      return now !== boot;
    },
    { timeoutSec: 20 },
  );
  await host('broker').waitForBoot({ timeoutSec: 60 });
  expect(await said('broker', 'wc -l < /srv/runs; cat /etc/greeting')).toBe('1\nhello from cloud-init');
}, 60_000);

test('a new image wipes the system disk and nothing else', async () => {
  const disk = `/dev/disk/by-id/virtio-${cloud.id('disk').replace('d-', '')}`;
  await cloud.change('broker', 'instance', { image_id: 'aliyun_3_x64_20G_alibase_20260101.vhd' });
  await lab.settle();
  await host('broker').waitForBoot({ timeoutSec: 60 });
  expect(
    await said(
      'broker',
      `wc -l < /srv/runs; ls /data 2>&1; mkdir /data; mount ${disk} /data; cat /data/file`,
    ),
  ).toBe("1\nls: cannot access '/data': No such file or directory\nkept");
}, 60_000);

test('a deleted instance goes, its data disk stays until it is deleted also', async () => {
  const image = join(lab.dir, 'disks', `${cloud.id('disk')}.img`);
  await cloud.delete('attachment', 'ecs_disk_attachment');
  await cloud.delete('broker', 'instance');
  await lab.settle();
  expect([...lab.hosts.keys()]).toEqual(['bastion']);
  expect(existsSync(image)).toBe(true);
  await cloud.delete('disk', 'ecs_disk');
  await lab.settle();
  expect(existsSync(image)).toBe(false);
}, 60_000);

test('nothing is left of a lab that is removed while its hosts run', async () => {
  await lab.leave();
  await removeLab(lab.dir, lab.id);
  expect(existsSync(dir)).toBe(false);
  expect(await listNetns(lab.id)).toEqual([]);
  expect(await loopsBelow(dir)).toEqual([]);
  const groups = (await run('find', ['/sys/fs/cgroup', '-maxdepth', '2', '-name', `${lab.id}*`])).stdout;
  expect(groups).toBe('');
}, 60_000);

test('nothing is left of a lab that cannot be opened', async () => {
  const id = newLabId();
  const folder = join(dirname(dir), id);
  await createNetns(id, 'operator'); // in the way
  await expect(openLab({ dir: folder })).rejects.toThrow('File exists');
  expect(existsSync(folder)).toBe(false);
  expect(await listNetns(id)).toEqual([]);
});
