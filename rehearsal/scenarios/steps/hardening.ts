import { builtPlan, type ScenarioContext } from '../context';
import { readOn } from '../lab/hosts';
import type { Step } from '../scenario';

/** What sshd says of itself, by a part of its words. */
const SSH = ['authenticationmethods publickey', 'passwordauthentication no', 'allowagentforwarding no'];

/** What the kernel says of a service's process: no capability but those named, no new privileges, calls filtered. */
const SANDBOX = (service: string) => `
pid="$(systemctl show -p MainPID --value ${service})"
grep -E '^(CapBnd|NoNewPrivs|Seccomp):' "/proc/$pid/status" | tr -s '\\t' ' '
awk '$5 == "/" { split($6, options, ","); print "root " options[1] }' "/proc/$pid/mountinfo" | tail -n 1`;

/** Services run in their sandbox, and SSH takes keys only: by what the running system says, not by its files. */
export const hardening: Step<ScenarioContext> = {
  name: 'hardening',
  run: async (context) => {
    const { bastion, brokers, kafka } = builtPlan(context);
    const hosts = [...(bastion ? [bastion.name] : []), ...brokers.map(({ name }) => name)];
    for (const name of hosts) expectLines(name, await readOn(context, name, 'sshd -T'), SSH);
    for (const { name } of brokers) {
      const said = await readOn(context, name, SANDBOX('kafka.service'));
      expectLines(name, said, ['CapBnd: 0000000000000000', 'NoNewPrivs: 1', 'Seccomp: 2', 'root ro']);
    }
    if (bastion && kafka.delivery === 'bastion') {
      const said = await readOn(context, bastion.name, SANDBOX('kafka-mirror.service'));
      expectLines(bastion.name, said, ['NoNewPrivs: 1', 'Seccomp: 2', 'root ro']);
    }
    return `SSH by key only on ${hosts.length} hosts; Kafka without capabilities, on a file system that it cannot write to`;
  },
};

function expectLines(host: string, said: string, expected: readonly string[]): void {
  const lines = said.split('\n');
  const missing = expected.filter((line) => !lines.includes(line));
  if (missing.length > 0) throw new Error(`${host} lacks "${missing.join('", "')}" in:\n${said}`);
}
