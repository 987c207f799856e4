/** Something that no plan, state or command line may hold, and that a step's script finds in a file and removes. */
export interface DeliveredSecret {
  /** Folder in the host's memory, for root alone; made anew for each delivery. */
  readonly folder: string;
  /** The file in it. */
  readonly file: string;
  /** What it holds: an expression of Terraform's over sensitive variables. */
  readonly content: string;
  /** What has to hold before anything is delivered. */
  readonly precondition: { readonly condition: string; readonly errorMessage: string };
}

/** In a provisioner of their own, since Terraform hides all that one says which touches a secret. */
export function delivery({ folder, file, content }: DeliveredSecret): object[] {
  const prepare = `rm -rf ${folder} && install -d -m 0700 ${folder}`;
  return [{ 'remote-exec': { inline: [prepare] } }, { file: { content, destination: file } }];
}
