'use strict';
// How the programs with kafkajs connect: the same file as the Java clients, which KAFKA_CLIENT names.

const { readFileSync } = require('node:fs');

/** How to log in. */
function login() {
  if (!process.env.KAFKA_CLIENT) return undefined;
  const text = readFileSync(process.env.KAFKA_CLIENT, 'utf8');
  const [, mechanism = ''] = /^sasl\.mechanism=(.*)$/m.exec(text) ?? [];
  const [, username, password] = /username="([^"]*)" password="([^"]*)"/.exec(text) ?? [];
  return { mechanism: mechanism.toLowerCase(), username, password };
}

/** What to trust and which name to want. */
function tls() {
  if (!process.env.KAFKA_CLIENT) return undefined;
  const text = readFileSync(process.env.KAFKA_CLIENT, 'utf8');
  const [, ca] = /^ssl\.truststore\.location=(.*)$/m.exec(text) ?? [];
  const [, servername] = /^# server name: (.*)$/m.exec(text) ?? [];
  return ca && { ca: [readFileSync(ca, 'utf8')], servername };
}

module.exports = { login, tls };
