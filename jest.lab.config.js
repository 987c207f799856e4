'use strict';

/** The rehearsal's own hosts, networks and clients, one suite at a time: each has its own machines. */
module.exports = {
  ...require('./jest.config'),
  roots: ['lab', 'archive', 'scenarios'].map((folder) => `<rootDir>/__tests__/rehearsal/${folder}`),
  testPathIgnorePatterns: [],
  maxWorkers: 1,
};
