'use strict';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // Types are checked once by `tsc --noEmit`; here each file is only transpiled.
  transform: { '^.+\\.ts$': 'ts-jest' },
};
