/** Something that no plan, state or command line may hold, and that a step's script finds in files and removes. */
export interface DeliveredSecret {
  /** Folder in the host's memory, for root alone; made anew for each delivery. */
  readonly folder: string;
  /** What the files in it hold, by path: expressions of Terraform's over sensitive variables. */
  readonly files: Readonly<Record<string, string>>;
  /** What has to hold before anything is delivered. */
  readonly precondition: { readonly condition: string; readonly errorMessage: string };
}

/** In provisioners of their own, since Terraform hides all that one says which touches a secret. */
export function delivery({ folder, files }: DeliveredSecret): object[] {
  const prepare = `rm -rf ${folder} && install -d -m 0700 ${folder}`;
  return [
    { 'remote-exec': { inline: [prepare] } },
    ...Object.entries(files).map(([destination, content]) => ({ file: { content, destination } })),
  ];
}
