/** What brings secrets to a host, by their files: the folder and these first, and the script, by its local, in provisioners of its own. */
export function delivered(secrets: Readonly<Record<string, string>>, script: string, kind: string): object[] {
  const folder = Object.keys(secrets)[0]?.replace(/\/[^/]+$/, '');
  return [
    { 'remote-exec': { inline: [`rm -rf ${folder} && install -d -m 0700 ${folder}`] } },
    ...Object.entries(secrets).map(([destination, content]) => ({ file: { content, destination } })),
    { file: { content: expect.stringContaining(script), destination: `/var/lib/kafka-${kind}.sh` } },
    { 'remote-exec': { inline: [`bash /var/lib/kafka-${kind}.sh`] } },
  ];
}
