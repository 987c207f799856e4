import { planFrom } from './support/rollout-host';
import { mirror, ROLLING, running, useRolloutHosts } from './support/step';

useRolloutHosts();

describe('external listeners', () => {
  const CHANGEFEED = { name: 'CHANGEFEED', port: 39192, bootstrap: 9192, base: 9192 };
  const EXTERNAL = { name: 'EXTERNAL' };
  const listening = (...externalListeners: object[]) => planFrom(mirror, { externalListeners });

  test('come and go by a restart, and the gate asks on each that is there', async () => {
    const broker = await running(listening(EXTERNAL));
    expect((await broker.change(listening(EXTERNAL, CHANGEFEED))).code).toBe(0);
    expect(broker.events()).toEqual(ROLLING);
    expect(broker.calls('gate after')[0]).toContain(
      '--listeners 127.0.0.1:9092,127.0.0.1:39192,127.0.0.1:39092 --advertised 10.0.0.11:9092,' +
        'b1.unique_name.alicloud.plc.tidbcloud.com:9193,b1.unique_name.alicloud.plc.tidbcloud.com:9093',
    );
    broker.write('/fake/calls', '');
    expect((await broker.change(listening(CHANGEFEED))).code).toBe(0);
    expect(broker.events()).toEqual(ROLLING);
    expect(broker.calls('gate after')[0]).toMatch(
      / --listeners 127\.0\.0\.1:9092,127\.0\.0\.1:39192 --advertised \S+:9193 --logins \S+$/,
    );
  });

  test('in another order restart nothing', async () => {
    const broker = await running(listening(EXTERNAL, CHANGEFEED));
    expect((await broker.change(listening(CHANGEFEED, EXTERNAL))).code).toBe(0);
    expect(broker.events()).toEqual(['gate after']);
  });

  test('that ask for a login are asked whether they do; their clients tell nobody else anything', async () => {
    const broker = await running(listening(EXTERNAL));
    const users = [{ name: 'changefeed', write: ['*'] }];
    const asking = { ...CHANGEFEED, authentication: { mechanism: 'scram-sha-512' } };
    const plan = planFrom(mirror, { externalListeners: [EXTERNAL, asking], kafka: { users } });
    expect((await broker.change(plan)).code).toBe(0);
    expect(broker.calls('gate after')[0]).toMatch(
      / --logins INTERNAL:none,CHANGEFEED:SCRAM-SHA-512,EXTERNAL:none$/,
    );
  });

  test('with TLS have to shake hands once a certificate is there', async () => {
    const tls = { serverName: 'kafka.example.com' };
    const plan = (name: string) =>
      planFrom(mirror, { externalListeners: [EXTERNAL, { ...CHANGEFEED, tls }], uniqueName: name });
    const broker = await running(listening(EXTERNAL));
    expect((await broker.change(plan('first'))).code).toBe(0);
    broker.write('/etc/kafka/secrets/tls.pem', 'key and certificate');
    expect((await broker.change(plan('second'))).code).toBe(0);
    const [before = '', after = ''] = broker.calls('gate after');
    expect(before).toMatch(/ --logins INTERNAL:none,CHANGEFEED:none:no-certificate,EXTERNAL:none$/);
    expect(after).toMatch(/ --logins INTERNAL:none,CHANGEFEED:none:tls,EXTERNAL:none$/);
  });

  test('neither begin nor cease to speak TLS while they stay', async () => {
    const tls = { serverName: 'kafka.example.com' };
    const broker = await running(listening(EXTERNAL, { ...CHANGEFEED, tls }));
    const { code, output } = await broker.change(listening({ ...EXTERNAL, tls }, CHANGEFEED));
    expect(code).toBe(78);
    expect(output).toContain('the protocol of CHANGEFEED is SSL here and PLAINTEXT in this change');
    expect(output).toContain('the protocol of EXTERNAL is PLAINTEXT here and SSL in this change');
    expect(broker.events()).toEqual([]);
  });

  test('keep how clients log in while they stay', async () => {
    const users = [{ name: 'changefeed', write: ['*'] }];
    const asking = (name: string, mechanism?: string) => {
      const login = mechanism ? { authentication: { mechanism } } : {};
      return { ...(name === 'EXTERNAL' ? EXTERNAL : CHANGEFEED), ...login };
    };
    const plan = (...externalListeners: object[]) =>
      planFrom(mirror, { externalListeners, kafka: { users } });
    const broker = await running(plan(asking('CHANGEFEED', 'plain'), asking('EXTERNAL')));
    const { code, output } = await broker.change(
      plan(asking('CHANGEFEED', 'scram-sha-512'), asking('EXTERNAL', 'plain')),
    );
    expect(code).toBe(78);
    expect(output).toContain('the mechanism of CHANGEFEED is PLAIN here and SCRAM-SHA-512 in this change');
    expect(output).toContain('the protocol of EXTERNAL is PLAINTEXT here and SASL_PLAINTEXT in this change');
    expect(broker.events()).toEqual([]);
  });

  test('keep their ports while they stay, also while others come', async () => {
    const broker = await running(listening(CHANGEFEED));
    const { code, output } = await broker.change(
      listening({ ...CHANGEFEED, port: 39292, base: 9292 }, EXTERNAL),
    );
    expect(code).toBe(78);
    expect(output).toContain('the port of CHANGEFEED is 39192 here and 39292 in this change');
    expect(output).toContain('the advertised port of CHANGEFEED is 9193 here and 9293 in this change');
    expect(output).toContain('docs/runbooks/change-listener.md');
    expect(broker.events()).toEqual([]);
  });
});
