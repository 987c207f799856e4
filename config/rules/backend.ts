import { isMap } from '../shape';
import type { Path } from '../problems/problem';
import type { ErrorRule, Report } from './rule';

/** A local state: its path must mean the same on every machine, and be inside the project. */
export const localBackend: ErrorRule = (config, report) => {
  const { type, ...options } = config.backend ?? {};
  if (type !== 'local') return;
  for (const [key, value] of Object.entries(options)) {
    if (isCredential(key)) continue;
    if (key !== 'path') report(['backend', key], 'is not allowed for type local', { allowed: 'path' });
    else checkLocalPath(value, report);
  }
};

function checkLocalPath(value: unknown, report: Report): void {
  const isRelative = typeof value === 'string' && !/^([/\\~]|[A-Za-z]:)/.test(value);
  if (isRelative && value !== '' && !value.split(/[/\\]/).includes('..')) return;
  report(['backend', 'path'], 'must be inside the project', { allowed: 'a relative path without ".."' });
}

/** Provider documentation of the `oss` backend. */
export const ossPrefix: ErrorRule = (config, report) => {
  const { type, prefix } = config.backend ?? {};
  if (type !== 'oss' || typeof prefix !== 'string' || !/^\.?\//.test(prefix)) return;
  report(['backend', 'prefix'], 'begins with a slash', { allowed: 'a prefix such as kafka/state' });
};

/** Everything in `backend` is written into the Terraform JSON. */
export const backendCredentials: ErrorRule = (config, report) => {
  refuseCredentials(config.backend, ['backend'], report);
};

function refuseCredentials(value: unknown, path: Path, report: Report): void {
  const entries: (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(isMap(value) ? value : {});
  for (const [key, inner] of entries) {
    const at = [...path, key];
    const inUrl = typeof inner === 'string' && /:\/\/[^/@]*:[^/@]*@/.test(inner);
    if (inUrl || isCredential(key)) {
      report(at, 'is a credential, which would be readable in the Terraform JSON', {
        fix: 'remove it, and pass it in the environment or with -backend-config',
        secret: true,
      });
    } else {
      refuseCredentials(inner, at, report);
    }
  }
}

/** Arguments of Terraform's backends that hold a secret, or name a file of secrets on one machine. */
function isCredential(key: string | number): boolean {
  return /password|credential|access_key|secret_(id|key)|conn_str|(^|_)(secret|token)$|(encryption|customer|private)_key$/.test(
    String(key),
  );
}
