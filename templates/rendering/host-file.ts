/** A file that user data writes, as it lands on the host. */
export interface HostFile {
  readonly path: string;
  readonly permissions: '0644' | '0755';
  readonly content: string;
  /** Whether it travels packed: user data has little room. What holds a token of Terraform's cannot. */
  readonly packed: boolean;
}

export const data = (path: string, content: string): HostFile => {
  return { path, permissions: '0644', content, packed: false };
};
export const packedData = (path: string, content: string): HostFile => {
  return { ...data(path, content), packed: true };
};
export const packedProgram = (path: string, content: string): HostFile => {
  return { ...packedData(path, content), permissions: '0755' };
};
export const program = (path: string, content: string): HostFile => {
  return { ...data(path, content), permissions: '0755' };
};
