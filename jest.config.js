'use strict';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // One suite a core: by default Jest leaves one core idle, of two half the machine.
  maxWorkers: '100%',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // These need root, network namespaces and Kafka: npm run test:lab.
  testPathIgnorePatterns: ['/rehearsal/(lab|archive|scenarios)/'],
  // Types are checked once by `tsc --noEmit`; here each file is only transpiled.
  transform: { '^.+\\.ts$': 'ts-jest' },
};
