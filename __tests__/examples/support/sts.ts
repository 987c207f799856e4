import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What STS was asked for: the parameters of the query and of the form. */
export type StsRequest = Readonly<Record<string, string>>;

/**
 * Alibaba Cloud's STS and GitHub's token service on the loopback, as their references describe them. STS gives credentials
 * to roles that end in its account's roles `plan` and `apply`, and refuses others.
 */
export class StandInSts {
  readonly requests: StsRequest[] = [];
  private readonly server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/github-token') {
      const authorized = request.headers.authorization === 'bearer of-the-job';
      response.end(
        JSON.stringify(
          authorized ? { count: 1, value: `github.${url.searchParams.get('audience') ?? ''}` } : {},
        ),
      );
      return;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const asked = {
        ...Object.fromEntries(url.searchParams),
        ...Object.fromEntries(new URLSearchParams(body)),
      };
      this.requests.push(asked);
      const role = /:role\/(plan|apply)$/.exec(asked['RoleArn'] ?? '')?.[1];
      response.statusCode = role === undefined ? 403 : 200;
      const answer =
        role === undefined
          ? { Code: 'AuthenticationFail.NoPermission', Message: 'This operation is forbidden.' }
          : {
              Credentials: {
                AccessKeyId: `STS.${role}`,
                AccessKeySecret: `secret/+${role}`,
                SecurityToken: `token==${role}`,
              },
            };
      response.end(JSON.stringify({ RequestId: '1', ...answer }, null, role === 'apply' ? 2 : 0));
    });
  });

  /** Where it answers. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
