/** The parts of a version such as `3.9.1`. */
export type Version = readonly [major: number, minor: number, patch: number];

/** Parses `3.9.1`; missing parts count as 0. */
export function parseVersion(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return [major, minor, patch];
}

/** Negative when `a` is older than `b`, 0 when they are the same. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

/** Whether a version is in a range, ends included. */
export function isBetween(version: string, from: string, through: string): boolean {
  return compareVersions(from, version) <= 0 && compareVersions(version, through) <= 0;
}
