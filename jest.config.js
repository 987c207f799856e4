'use strict';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // These need root, network namespaces and Kafka: npm run test:lab.
  testPathIgnorePatterns: ['/rehearsal/(lab|archive|scenarios)/'],
  // Types are checked once by `tsc --noEmit`; here each file is only transpiled.
  transform: { '^.+\\.ts$': 'ts-jest' },
};
