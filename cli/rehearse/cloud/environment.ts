/** What a command needs of the user's environment to run and to print. */
const PASSED = ['PATH', 'TMPDIR', 'TERM', 'LANG', 'LC_ALL', 'TZ', 'NO_COLOR', 'TF_IN_AUTOMATION', 'TF_INPUT'];
/** Terraform's variables, and its own log. */
const PASSED_FAMILIES = /^TF_VAR_|^TF_LOG/;
/** Credentials, and what would lead Terraform or cdktf elsewhere. */
const KEPT_OUT =
  /^(ALICLOUD|ALIBABA|ALIYUN)_|^TF_(CLI_ARGS|DATA_DIR|WORKSPACE|PLUGIN_CACHE|REATTACH_PROVIDERS|TOKEN_)/;

/** The environment of a command that shall see nothing of the user: built from scratch, with a home of its own. */
export function environmentFromScratch(env: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  const passed = Object.entries(env).filter(([name]) => PASSED.includes(name) || PASSED_FAMILIES.test(name));
  return { ...Object.fromEntries(passed), HOME: home };
}

/** Lines for a shell that set `variables` and take away what a simulated cloud must not see. */
export function shellLines(variables: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv): string {
  const removed = Object.keys(env).filter((name) => KEPT_OUT.test(name) && !(name in variables));
  const lines = [
    ...removed.sort().map((name) => `unset ${name}`),
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
