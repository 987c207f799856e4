/** The first ^C ends what runs and cleans up; a second one changes nothing, since a half clean-up helps nobody. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort());
  return controller.signal;
}
