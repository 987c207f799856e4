import { ownedReason } from '../../domain/owned-properties';
import type { ErrorRule } from './rule';

const SECRET = /password|secret|jaas|private[._-]?key/i;

const PATH = ['kafka', 'properties'];

/** The plan sets ports, names and addresses for brokers, load balancer and security groups alike. */
export const ownedProperties: ErrorRule = (config, report) => {
  for (const setting of Object.keys(config.kafka?.properties ?? {})) {
    const reason = ownedReason(setting);
    if (reason) report([...PATH, setting], `is set by kafka-link: it ${reason}`, { fix: 'remove it' });
  }
};

/** The Terraform JSON contains the properties. */
export const secretProperties: ErrorRule = (config, report) => {
  for (const setting of Object.keys(config.kafka?.properties ?? {})) {
    if (!SECRET.test(setting)) continue;
    const message = 'looks like a secret, which would be readable in the Terraform JSON and the state';
    report([...PATH, setting], message, { fix: 'remove it', secret: true });
  }
};

/** A setting is a line of `server.properties`; a backslash at its end would join the next line to it. */
export const oneLineProperties: ErrorRule = (config, report) => {
  for (const [setting, value] of Object.entries(config.kafka?.properties ?? {})) {
    if (typeof value !== 'string' || !/[\r\n]|\\$/.test(value) || SECRET.test(setting)) continue;
    report([...PATH, setting], 'does not fit on one line of server.properties', {
      allowed: 'text without line breaks, not ending in a backslash',
    });
  }
};

/** Beyond 2^53 a YAML number is rounded, so Kafka would get another one. */
export const exactProperties: ErrorRule = (config, report) => {
  for (const [setting, value] of Object.entries(config.kafka?.properties ?? {})) {
    if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) continue;
    report([...PATH, setting], 'has more digits than YAML keeps of a number', { fix: 'put it in quotes' });
  }
};
