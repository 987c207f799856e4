import { readFileSync } from 'node:fs';

// A host gives these up when it boots (boot.sh); a command that enters it from outside must not have them either.
const SAFE = ['setpriv', '--bounding-set', '-sys_time,-sys_module,-sys_rawio,-syslog,-mknod'];
const ENVIRONMENT = [
  'HOME=/root',
  'LANG=C.UTF-8',
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
];

/** The arguments of `nsenter` that run a command in the host whose process 1 is this one. */
export function entering(init: number, command: readonly string[]): string[] {
  return [`--target=${String(init)}`, '--all', '--', 'env', '-i', ...ENVIRONMENT, ...SAFE, ...command];
}

/** Process 1 of the namespaces that an `unshare` has made, once it is systemd. */
export function initOf(unshare: number): number | undefined {
  const pid = String(unshare);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  const init = children.find((child) => readFileSync(`/proc/${child}/comm`, 'utf8').trim() === 'systemd');
  return init === undefined ? undefined : Number(init);
}
