import { JsonReporter, type JsonTestResults } from 'vitest/reporters';

type TestModules = Parameters<JsonReporter['onTestRunEnd']>[0];

/**
 * Vitest's JSON report, and in the `message` of a file what broke around its tests as well: of a `describe` whose
 * `beforeAll` or `afterAll` failed, vitest's own says that it failed and not why.
 */
// eslint-disable-next-line no-restricted-syntax -- vitest takes the default of the file it is given
export default class ReportWithHooks extends JsonReporter {
  readonly #broken = new Map<string, string>();

  constructor(options?: ConstructorParameters<typeof JsonReporter>[0]) {
    super(options ?? {});
  }

  override async onTestRunEnd(modules: TestModules): Promise<void> {
    for (const module of modules) {
      const errors = [...module.children.allSuites()].flatMap((suite) => suite.errors());
      if (errors.length > 0) this.#broken.set(module.moduleId, errors.map(({ message }) => message).join('\n'));
    }
    await super.onTestRunEnd(modules);
  }

  override async writeReport(report: string): Promise<void> {
    const results = JSON.parse(report) as JsonTestResults;
    for (const file of results.testResults)
      file.message = [file.message, this.#broken.get(file.name) ?? ''].filter((text) => text !== '').join('\n');
    await super.writeReport(JSON.stringify(results));
  }
}
