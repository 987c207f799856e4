import { ServerCredentials } from '@grpc/grpc-js';
import { alicloud } from './alicloud';
import type { ProviderDefinition } from './engine/definition';
import type { CloudApi } from './model/api';
import { nullCloud, nullProvider } from './null';
import { addProvider, newServer } from './protocol/grpc';
import { listen, type Socket } from './protocol/listen';
import { providerService } from './protocol/service';
import { HOSTS, OFFLINE } from './offline';

/** Providers that run inside this process. */
export interface AttachedProviders {
  /** Environment for `terraform`: the value of `TF_REATTACH_PROVIDERS` and what keeps it offline. */
  env: Record<string, string>;
  close(): void;
}

/**
 * Serves the simulated providers from this process, which spares Terraform the start of a process per provider
 * and phase. `terraform init` is still needed where a configuration has modules or a backend.
 */
export async function attachProviders(cloud: CloudApi): Promise<AttachedProviders> {
  const served = [await serve(alicloud, cloud), await serve(nullProvider, nullCloud)];
  const addresses = served.flatMap(({ source, socket }) =>
    HOSTS.map((host) => [`${host}/${source}`, reattachment(socket)] as const),
  );
  return {
    env: { ...OFFLINE, TF_REATTACH_PROVIDERS: JSON.stringify(Object.fromEntries(addresses)) },
    close: () => {
      for (const { server, socket } of served) {
        server.forceShutdown();
        socket.remove();
      }
    },
  };
}

async function serve(provider: ProviderDefinition, cloud: CloudApi) {
  const server = newServer();
  addProvider(server, providerService(provider, cloud));
  const socket = await listen(server, ServerCredentials.createInsecure());
  return { source: provider.source, server, socket };
}

/** `Test` shows Terraform that the process is not its own: it neither starts nor ends it. */
function reattachment({ path }: Socket): object {
  const Addr = { Network: 'unix', String: path };
  return { Protocol: 'grpc', ProtocolVersion: 5, Pid: process.pid, Test: true, Addr };
}
