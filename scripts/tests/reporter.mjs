import { writeFileSync } from 'node:fs';

/** The variable that names the file to write. */
export const REPORT_VARIABLE = 'OUTCROSS_TEST_REPORT';

/**
 * A reporter of Vitest that keeps what the closing lines of `npm test` tell. Vitest's own JSON does not say which tests passed only when
 * they were tried again, nor what failed outside of any test.
 */
export default class {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<import('vitest').SerializedError>} errors What was thrown outside of every test.
   */
  onTestRunEnd(modules, errors) {
    const file = process.env[REPORT_VARIABLE];
    if (file !== undefined) writeFileSync(file, JSON.stringify(reportOf(modules, errors)));
  }
}

/**
 * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
 * @param {ReadonlyArray<import('vitest').SerializedError>} errors
 * @returns {import('./counts.mjs').TestReport}
 */
function reportOf(modules, errors) {
  return {
    tests: modules.flatMap((module) => [...module.children.allTests()].map(testOf)),
    broken: [
      ...modules.flatMap((module) => [module, ...module.children.allSuites()].flatMap(brokenOf)),
      ...errors.map((error) => ({ name: 'outside of every test', error: said(error) })),
    ],
  };
}

/** @param {import('vitest/node').TestCase} test */
function testOf(test) {
  const { state, errors = [] } = test.result();
  const diagnostic = test.diagnostic();
  return {
    file: test.module.relativeModuleId,
    name: test.fullName,
    state,
    again: diagnostic?.flaky ?? false,
    error: errors[0] && said(errors[0]),
  };
}

/** @param {import('vitest/node').TestModule | import('vitest/node').TestSuite} suite */
function brokenOf(suite) {
  const name =
    suite.type === 'module' ? suite.relativeModuleId : `${suite.module.relativeModuleId} > ${suite.fullName}`;
  return suite.errors().map((error) => ({ name, error: said(error) }));
}

/** @param {{ name?: string, message?: string }} error */
function said({ name = 'Error', message = '' }) {
  return message.startsWith(name) ? message : `${name}: ${message}`;
}
