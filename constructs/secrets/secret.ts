/** Something that no plan, state or command line may contain; a step's script reads it from files and removes them. */
export interface DeliveredSecret {
  /** Folder in the host's memory, for root alone; created again for each delivery. */
  readonly folder: string;
  /** Contents of the files in it, by path: Terraform expressions over sensitive variables. */
  readonly files: Readonly<Record<string, string>>;
  /** What must be true before anything is delivered. */
  readonly precondition: { readonly condition: string; readonly errorMessage: string };
}

/** The provisioners that deliver it; separate ones, since Terraform hides all output of one that contains a secret. */
export function delivery({ folder, files }: DeliveredSecret): object[] {
  const prepare = `rm -rf ${folder} && install -d -m 0700 ${folder}`;
  return [
    { 'remote-exec': { inline: [prepare] } },
    ...Object.entries(files).map(([destination, content]) => ({ file: { content, destination } })),
  ];
}
