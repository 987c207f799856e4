/** A file as user data or a rolling change writes it to a host. */
export interface HostFile {
  /** Absolute path on the host. */
  readonly path: string;
  readonly permissions: '0644' | '0755';
  readonly content: string;
  /** Whether user data contains it compressed, to save room. A file with a Terraform token cannot be. */
  readonly packed: boolean;
}

/** A data file, mode 0644. */
export const data = (path: string, content: string): HostFile => {
  return { path, permissions: '0644', content, packed: false };
};
/** A data file that is compressed in user data. */
export const packedData = (path: string, content: string): HostFile => {
  return { ...data(path, content), packed: true };
};
/** A program that is compressed in user data. */
export const packedProgram = (path: string, content: string): HostFile => {
  return { ...packedData(path, content), permissions: '0755' };
};
/** A program, mode 0755. */
export const program = (path: string, content: string): HostFile => {
  return { ...data(path, content), permissions: '0755' };
};
