import { brokerOf, seedPlan } from './support/plan';
import { readProperties } from './support/properties-reader';
import { renderServerProperties } from '../../templates/broker/server-properties';

const SEED_MAP =
  'INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,EXTERNAL:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL';
const VOTERS = '1@10.0.0.11:29092,2@10.0.64.12:29092,3@10.0.128.13:29092';

function seedProperties(nodeId: number, address: string, zone: string, port: number) {
  return {
    'process.roles': 'broker,controller',
    'node.id': String(nodeId),
    'controller.quorum.voters': VOTERS,
    listeners: 'INTERNAL://0.0.0.0:9092,CONTROLLER://0.0.0.0:29092,EXTERNAL://0.0.0.0:39092',
    'inter.broker.listener.name': 'INTERNAL',
    'advertised.listeners': `INTERNAL://${address}:9092,EXTERNAL://b${nodeId}.unique_name.alicloud.plc.tidbcloud.com:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': SEED_MAP,
    'log.dirs': '/var/lib/kafka/data',
    'broker.rack': zone,
  };
}

function rendered(plan: ReturnType<typeof seedPlan>, nodeId: number) {
  return readProperties(renderServerProperties(plan, brokerOf(plan, nodeId), { target: 'host' }));
}

describe('server.properties', () => {
  test.each([
    [1, '10.0.0.11', 'ap-southeast-1a', 9093],
    [2, '10.0.64.12', 'ap-southeast-1b', 9094],
    [3, '10.0.128.13', 'ap-southeast-1c', 9095],
  ])('broker %i has the keys and values of the document', (nodeId, address, zone, port) => {
    const plan = seedPlan();
    expect(rendered(plan, nodeId)).toEqual({
      ...seedProperties(nodeId, address, zone, port),
      ...plan.kafka.properties,
    });
  });

  test('the keys of the document come first, in its order', () => {
    const plan = seedPlan();
    const text = renderServerProperties(plan, brokerOf(plan, 1));
    const keys = text.split('\n').map((line) => line.split('=')[0]);
    const seedKeys = Object.keys(seedProperties(1, '', '', 0));
    expect(keys.slice(0, seedKeys.length)).toEqual(seedKeys);
  });

  test('a broker that is no controller has no CONTROLLER listener but still knows the controllers', () => {
    const plan = seedPlan({ brokers: [1, 2, 3, 4] });
    expect(rendered(plan, 4)).toMatchObject({
      'process.roles': 'broker',
      'node.id': '4',
      'controller.quorum.voters': VOTERS,
      listeners: 'INTERNAL://0.0.0.0:9092,EXTERNAL://0.0.0.0:39092',
      'controller.listener.names': 'CONTROLLER',
      'listener.security.protocol.map': SEED_MAP,
    });
  });

  test('holds every external listener, in an order that the file does not matter to', () => {
    const CHANGEFEED = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 };
    const both = [{ name: 'EXTERNAL' }, CHANGEFEED];
    const plan = seedPlan({ externalListeners: both });
    const host = 'b2.unique_name.alicloud.plc.tidbcloud.com';
    expect(rendered(plan, 2)).toMatchObject({
      listeners:
        'INTERNAL://0.0.0.0:9092,CONTROLLER://0.0.0.0:29092,CHANGEFEED://0.0.0.0:39192,EXTERNAL://0.0.0.0:39092',
      'advertised.listeners': `INTERNAL://10.0.64.12:9092,CHANGEFEED://${host}:9194,EXTERNAL://${host}:9094`,
      'listener.security.protocol.map': SEED_MAP.replace('EXTERNAL:', 'CHANGEFEED:PLAINTEXT,EXTERNAL:'),
    });
    const reversed = seedPlan({ externalListeners: [...both].reverse() });
    expect(rendered(reversed, 2)).toEqual(rendered(plan, 2));
  });

  test('a listener with TLS serves by the file into which Kafka looks', () => {
    const tls = { serverName: 'kafka.example.com' };
    const plan = seedPlan({ externalListeners: [{ name: 'EXTERNAL', tls }] });
    expect(rendered(plan, 1)).toEqual({
      ...seedProperties(1, '10.0.0.11', 'ap-southeast-1a', 9093),
      ...plan.kafka.properties,
      'listener.security.protocol.map': SEED_MAP.replace('EXTERNAL:PLAINTEXT', 'EXTERNAL:SSL'),
      'listener.name.external.ssl.engine.factory.class': 'CertificateFile',
      'listener.name.external.ssl.keystore.type': 'PEM',
      'listener.name.external.ssl.keystore.location': '/etc/kafka/secrets/tls.pem',
    });
  });

  test('a listener that asks who a client is, denies by default and lets only the brokers be ANONYMOUS', () => {
    const NEW = { name: 'NEW', port: 39192, bootstrap: 9192, base: 9192 };
    const plan = seedPlan({
      externalListeners: [
        { name: 'EXTERNAL', authentication: { mechanism: 'scram-sha-256' } },
        { ...NEW, authentication: { mechanism: 'plain' } },
      ],
      kafka: { users: [{ name: 'changefeed', write: ['*'] }] },
    });
    const MAP = SEED_MAP.replace('EXTERNAL:PLAINTEXT', 'EXTERNAL:SASL_PLAINTEXT,NEW:SASL_PLAINTEXT');
    const present = rendered(plan, 1);
    expect(present).toEqual({
      ...seedProperties(1, '10.0.0.11', 'ap-southeast-1a', 9093),
      ...plan.kafka.properties,
      listeners: expect.stringMatching(/,EXTERNAL:\/\/0\.0\.0\.0:39092,NEW:\/\/0\.0\.0\.0:39192$/),
      'advertised.listeners': expect.stringMatching(/,NEW:\/\/b1\.\S+:9193$/),
      'listener.security.protocol.map': MAP,
      'listener.name.external.sasl.enabled.mechanisms': 'SCRAM-SHA-256',
      'listener.name.external.scram-sha-256.sasl.jaas.config':
        'org.apache.kafka.common.security.scram.ScramLoginModule required;',
      'listener.name.new.sasl.enabled.mechanisms': 'PLAIN',
      'listener.name.new.plain.sasl.jaas.config':
        'org.apache.kafka.common.security.plain.PlainLoginModule required;',
      'listener.name.new.plain.sasl.server.callback.handler.class': 'PlainUsers',
      'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'super.users': 'User:ANONYMOUS',
      'allow.everyone.if.no.acl.found': 'false',
    });
  });

  describe('internalTls', () => {
    const SSL_MAP = SEED_MAP.replace(
      'INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
      'INTERNAL:SSL,CONTROLLER:SSL',
    );
    const users = [{ name: 'changefeed', write: ['*'] }];
    const scram = { name: 'EXTERNAL', authentication: { mechanism: 'scram-sha-512' } };
    const OPEN = { name: 'OPEN', port: 39192, bootstrap: 9192, base: 9192 };

    test('brokers know each other by certificates on both listeners, also where they are only clients', () => {
      const plan = seedPlan({ brokers: [1, 2, 3, 4], kafka: { internalTls: true } });
      const settings = (id: string) => ({
        [`listener.name.${id}.ssl.engine.factory.class`]: 'CertificateFile',
        [`listener.name.${id}.ssl.keystore.type`]: 'PEM',
        [`listener.name.${id}.ssl.keystore.location`]: '/etc/kafka/secrets/internal.pem',
        [`listener.name.${id}.ssl.truststore.type`]: 'PEM',
        [`listener.name.${id}.ssl.truststore.location`]: '/etc/kafka/secrets/internal-ca.pem',
        [`listener.name.${id}.ssl.client.auth`]: 'required',
        [`listener.name.${id}.ssl.principal.mapping.rules`]: 'RULE:^.*$/_internal/',
      });
      expect(rendered(plan, 1)).toEqual({
        ...seedProperties(1, '10.0.0.11', 'ap-southeast-1a', 9093),
        ...plan.kafka.properties,
        'listener.security.protocol.map': SSL_MAP,
        ...settings('internal'),
        ...settings('controller'),
      });
      expect(rendered(plan, 4)).toMatchObject(settings('controller'));
    });

    test('nobody without a certificate may do everything any more', () => {
      const plan = seedPlan({ externalListeners: [scram], kafka: { internalTls: true, users } });
      expect(rendered(plan, 1)['super.users']).toBe('User:_internal');
    });

    test('a listener that does not ask stays as open as it was', () => {
      const plan = seedPlan({ externalListeners: [scram, OPEN], kafka: { internalTls: true, users } });
      expect(rendered(plan, 1)['super.users']).toBe('User:_internal;User:ANONYMOUS');
    });
  });

  test('values arrive as they were written, whatever they hold', () => {
    const properties = {
      'a.path': 'C:\\kafka\\new',
      'b.indented': '  two spaces before and one after ',
      'c.lines': 'one\ntwo\tthree',
      'd.letters': 'größer 中文 😀',
      'e.template': '${notOurs} and %{if}',
      'f.signs': 'x=y:z#!',
    };
    const plan = seedPlan({ kafka: { properties } });
    expect(rendered(plan, 1)).toMatchObject(properties);
    expect(renderServerProperties(plan, brokerOf(plan, 1))).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test('a token inside a host name passes untouched', () => {
    const token = '${TfToken[TOKEN.3]}';
    const plan = seedPlan({ uniqueName: token });
    const expected = `EXTERNAL://b1.${token}.alicloud.plc.tidbcloud.com:9093`;
    expect(renderServerProperties(plan, brokerOf(plan, 1))).toContain(expected);
  });
});
