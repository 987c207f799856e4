/** What brings a secret to a host: the folder and the file first, and the script, by its local, in provisioners of its own. */
export function delivered(secret: { file: string; content: string }, script: string): object[] {
  const folder = secret.file.replace(/\/[^/]+$/, '');
  return [
    { 'remote-exec': { inline: [`rm -rf ${folder} && install -d -m 0700 ${folder}`] } },
    { file: { content: secret.content, destination: secret.file } },
    { file: { content: expect.stringContaining(script), destination: expect.anything() } },
    { 'remote-exec': { inline: ['bash /var/lib/kafka-rollout.sh'] } },
  ];
}
