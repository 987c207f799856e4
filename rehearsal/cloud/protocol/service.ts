import { applyResource, known } from '../engine/apply';
import { dataSourceOf, resourceOf, type ProviderDefinition } from '../engine/definition';
import { planResource } from '../engine/planning/plan';
import { readDataSource, readResource } from '../engine/read';
import { typeOfBlock, type ObjectType } from '../engine/type';
import { validateBlock } from '../engine/validation/validate';
import { isRecord, type TermRecord } from '../engine/value';
import type { CloudApi } from '../model/api';
import { decodeObject, encodeObject, fromWire } from './codec';
import { diagnosticMessages, pathMessage } from './diagnostics';
import type { DynamicValue, ProviderService } from './messages';
import { schemaResponse } from './schema-message';

/** Joins a provider's data with the cloud behind it into something that answers Terraform's calls. */
export function providerService(provider: ProviderDefinition, cloud: CloudApi): ProviderService {
  const { block } = provider.schema.provider;
  return {
    GetSchema: async () => schemaResponse(provider),

    PrepareProviderConfig: async ({ config }) => ({
      preparedConfig: config,
      diagnostics: diagnosticMessages(
        validateBlock(block, provider.semantics.provider, configOf(typeOfBlock(block), config)),
      ),
    }),

    // Defaults from the environment are left alone on purpose: a rehearsal never picks up real credentials.
    Configure: async ({ config }) => {
      await cloud.configure?.(known(configOf(typeOfBlock(block), config)));
      return { diagnostics: [] };
    },

    ValidateResourceTypeConfig: async ({ typeName, config }) => {
      const resource = resourceOf(provider, typeName);
      const wished = configOf(typeOfBlock(resource.block), config);
      return { diagnostics: diagnosticMessages(validateBlock(resource.block, resource.semantics, wished)) };
    },

    ValidateDataSourceConfig: async ({ typeName, config }) => {
      const source = dataSourceOf(provider, typeName);
      const asked = configOf(typeOfBlock(source.block), config);
      return { diagnostics: diagnosticMessages(validateBlock(source.block, source.semantics, asked)) };
    },

    UpgradeResourceState: async ({ typeName, rawState }) => {
      const type = typeOfBlock(resourceOf(provider, typeName).block);
      const stored: unknown = JSON.parse(Buffer.from(rawState.json).toString('utf8'));
      return { upgradedState: write(type, asRecord(fromWire(type, stored, [typeName]))) };
    },

    ReadResource: async ({ typeName, currentState, private: hidden }) => {
      const resource = resourceOf(provider, typeName);
      const type = typeOfBlock(resource.block);
      const prior = read(type, currentState);
      const state = prior && (await readResource(cloud, resource, prior));
      return { newState: write(type, state), private: hidden };
    },

    PlanResourceChange: async ({ typeName, priorState, config, priorPrivate }) => {
      const resource = resourceOf(provider, typeName);
      const type = typeOfBlock(resource.block);
      const wished = read(type, config);
      const plan = wished && planResource(resource, wished, read(type, priorState));
      return {
        plannedState: write(type, plan?.planned),
        requiresReplace: (plan?.requiresReplace ?? []).map(pathMessage),
        plannedPrivate: priorPrivate,
        legacyTypeSystem: true,
      };
    },

    ApplyResourceChange: async ({ typeName, priorState, plannedState, plannedPrivate }) => {
      const resource = resourceOf(provider, typeName);
      const type = typeOfBlock(resource.block);
      const outcome = await applyResource(cloud, resource, read(type, priorState), read(type, plannedState));
      return {
        newState: write(type, outcome.state),
        private: plannedPrivate,
        diagnostics: diagnosticMessages(outcome.diagnostics),
        legacyTypeSystem: true,
      };
    },

    ImportResourceState: async ({ typeName, id }) => {
      const type = typeOfBlock(resourceOf(provider, typeName).block);
      const state = write(type, asRecord(fromWire(type, { id }, [typeName])));
      return { importedResources: [{ typeName, state }] };
    },

    ReadDataSource: async ({ typeName, config }) => {
      const source = dataSourceOf(provider, typeName);
      const type = typeOfBlock(source.block);
      return { state: write(type, await readDataSource(cloud, source, configOf(type, config))) };
    },

    Stop: async () => ({}),
  };
}

function read(type: ObjectType, value: DynamicValue): TermRecord | undefined {
  return decodeObject(type, value.msgpack);
}

function configOf(type: ObjectType, value: DynamicValue): TermRecord {
  return read(type, value) ?? {};
}

function write(type: ObjectType, term: TermRecord | undefined): DynamicValue {
  return { msgpack: encodeObject(type, term) };
}

function asRecord(term: ReturnType<typeof fromWire>): TermRecord | undefined {
  return isRecord(term) ? term : undefined;
}
