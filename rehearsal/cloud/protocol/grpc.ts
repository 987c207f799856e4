import {
  Server,
  status,
  type MethodDefinition,
  type ServiceDefinition,
  type UntypedHandleCall,
  type handleUnaryCall,
} from '@grpc/grpc-js';
import { fromThrown } from '../engine/diagnostic';
import { diagnosticMessages } from './diagnostics';
import type { CallName, ProviderService } from './messages';
import { message } from './tfplugin5';

/** Which messages each call takes and gives. */
const MESSAGES: Readonly<Record<CallName, readonly [request: string, response: string]>> = {
  GetSchema: ['Empty', 'SchemaResponse'],
  PrepareProviderConfig: ['PrepareRequest', 'PrepareResponse'],
  ValidateResourceTypeConfig: ['ValidateRequest', 'ValidateResponse'],
  ValidateDataSourceConfig: ['ValidateRequest', 'ValidateResponse'],
  UpgradeResourceState: ['UpgradeRequest', 'UpgradeResponse'],
  Configure: ['ConfigureRequest', 'ConfigureResponse'],
  ReadResource: ['ReadRequest', 'ReadResponse'],
  PlanResourceChange: ['PlanRequest', 'PlanResponse'],
  ApplyResourceChange: ['ApplyRequest', 'ApplyResponse'],
  ImportResourceState: ['ImportRequest', 'ImportResponse'],
  ReadDataSource: ['ReadDataRequest', 'ReadDataResponse'],
  Stop: ['Empty', 'StopResponse'],
};

/** A server without limits on the size of messages: a schema or a state may exceed the usual 4 MiB. */
export function newServer(): Server {
  return new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
}

/** Lets a server answer Terraform's calls. */
export function addProvider(server: Server, service: ProviderService): void {
  const names = Object.keys(MESSAGES) as CallName[];
  const methods = names.map(
    (name) => [name, unary(`/tfplugin5.Provider/${name}`, ...MESSAGES[name])] as const,
  );
  const handlers = names.map((name) => [name, handler(name, service[name] as Answer)] as const);
  server.addService(
    Object.fromEntries(methods) as ServiceDefinition,
    Object.fromEntries(handlers) as Record<string, UntypedHandleCall>,
  );
}

/** Lets Terraform end the process by call; without it, Terraform waits two seconds and kills. */
export function addShutdown(server: Server, shutDown: () => void): void {
  const end: handleUnaryCall<object, object> = (_call, respond) => {
    respond(null, {});
    shutDown();
  };
  server.addService(
    { Shutdown: unary('/plugin.GRPCController/Shutdown', 'Empty', 'Empty') },
    { Shutdown: end },
  );
}

type Answer = (request: object) => Promise<object>;

/** What goes wrong in a call becomes a message to the user; a broken connection would only say that it broke. */
function handler(name: CallName, answer: Answer): handleUnaryCall<object, object> {
  return (call, respond) => {
    answer(call.request).then(
      (response) => respond(null, response),
      (thrown: unknown) => {
        if (name === 'Stop') respond({ code: status.INTERNAL });
        else respond(null, { diagnostics: diagnosticMessages([fromThrown(thrown)]) });
      },
    );
  };
}

function unary(path: string, request: string, response: string): MethodDefinition<object, object> {
  const serialize = (type: string) => (value: object) => {
    const messageType = message(type);
    return Buffer.from(messageType.encode(messageType.fromObject(value)).finish());
  };
  const deserialize = (type: string) => (bytes: Buffer) => {
    const messageType = message(type);
    return messageType.toObject(messageType.decode(bytes), { defaults: true, longs: Number });
  };
  return {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: serialize(request),
    requestDeserialize: deserialize(request),
    responseSerialize: serialize(response),
    responseDeserialize: deserialize(response),
  };
}
