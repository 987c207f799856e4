/** A file that user data writes, as it lands on the host. */
export interface HostFile {
  readonly path: string;
  readonly permissions: '0644' | '0755';
  readonly content: string;
}

export const data = (path: string, content: string): HostFile => ({ path, permissions: '0644', content });
export const program = (path: string, content: string): HostFile => ({ path, permissions: '0755', content });
