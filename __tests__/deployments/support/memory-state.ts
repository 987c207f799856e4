import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Keeps Terraform's state in this process. The local backend writes the whole state after each resource, which takes
 * half of the time of a large deployment; a remote one, as teams use it, is written now and then.
 */
export class MemoryState {
  static async open(): Promise<MemoryState> {
    const state = new MemoryState();
    await new Promise<void>((ready) => state.server.listen(0, '127.0.0.1', ready));
    return state;
  }

  private content = '';
  private readonly server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      this.content = Buffer.concat(chunks).toString();
    }
    response.statusCode = this.content === '' ? 204 : 200;
    response.end(request.method === 'GET' ? this.content : '');
  });

  /** For the block `terraform`. */
  get backend(): object {
    const { port } = this.server.address() as AddressInfo;
    return { http: { address: `http://127.0.0.1:${port}/` } };
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
