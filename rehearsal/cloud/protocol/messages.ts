/** The protocol's messages as plain objects, as far as the simulated providers read or write them. */

/** A value in one of its two notations; Terraform sends and expects MessagePack. */
export interface DynamicValue {
  msgpack: Uint8Array;
}

export interface AttributePath {
  steps: ({ attributeName: string } | { elementKeyInt: number })[];
}

export interface WireDiagnostic {
  severity: 'ERROR' | 'WARNING';
  summary: string;
  detail: string;
  attribute?: AttributePath;
}

interface Diagnosed {
  diagnostics: WireDiagnostic[];
}

interface Typed {
  typeName: string;
}

/** The calls of the protocol: their requests and responses. */
export interface ProviderCalls {
  GetSchema: { request: object; response: object };
  PrepareProviderConfig: {
    request: { config: DynamicValue };
    response: Diagnosed & { preparedConfig: DynamicValue };
  };
  ValidateResourceTypeConfig: { request: Typed & { config: DynamicValue }; response: Diagnosed };
  ValidateDataSourceConfig: { request: Typed & { config: DynamicValue }; response: Diagnosed };
  UpgradeResourceState: {
    request: Typed & { rawState: { json: Uint8Array } };
    response: { upgradedState: DynamicValue };
  };
  Configure: { request: { config: DynamicValue }; response: Diagnosed };
  ReadResource: {
    request: Typed & { currentState: DynamicValue; private: Uint8Array };
    response: { newState: DynamicValue; private: Uint8Array };
  };
  PlanResourceChange: {
    request: Typed & { priorState: DynamicValue; config: DynamicValue; priorPrivate: Uint8Array };
    response: {
      plannedState: DynamicValue;
      requiresReplace: AttributePath[];
      plannedPrivate: Uint8Array;
      legacyTypeSystem: true;
    };
  };
  ApplyResourceChange: {
    request: Typed & { priorState: DynamicValue; plannedState: DynamicValue; plannedPrivate: Uint8Array };
    response: Diagnosed & { newState: DynamicValue; private: Uint8Array; legacyTypeSystem: true };
  };
  ImportResourceState: {
    request: Typed & { id: string };
    response: { importedResources: (Typed & { state: DynamicValue })[] };
  };
  ReadDataSource: { request: Typed & { config: DynamicValue }; response: { state: DynamicValue } };
  Stop: { request: object; response: object };
}

/** The name of a call. */
export type CallName = keyof ProviderCalls;

/** A provider, ready to be called. */
export type ProviderService = {
  [Name in CallName]: (request: ProviderCalls[Name]['request']) => Promise<ProviderCalls[Name]['response']>;
};
