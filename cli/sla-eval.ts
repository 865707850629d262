import { text } from 'node:stream/consumers';
import { evaluateScenario, type Answer } from '#domain/sla/evaluate-scenario';
import type { Terminal } from './terminal.ts';

const USAGE = `nixflow sla eval < scenarios.json

  Evaluates business time and SLA clocks without any server: a JSON array of scenarios in, an array of
  {"result"} or {"error"} out, in the same order. The format is told in domain/sla/vectors/*/README.md.
  Exit code 0 if every scenario was answered, 2 if the input is not a JSON array.
`;

/**
 * `nixflow sla eval`: answer scenarios of business time and SLA clocks.
 *
 * The answers are the only thing written to stdout; why a scenario is `invalid` goes to stderr, with its number and name.
 *
 * @returns the exit code
 */
export async function slaEval([verb, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (verb !== 'eval' || rest.length > 0) {
    terminal.explain(USAGE);
    return verb === '--help' || verb === 'help' ? 0 : 2;
  }
  const scenarios = parseArray(await text(terminal.stdin));
  if (typeof scenarios === 'string') {
    terminal.explain(`${scenarios}\n\n${USAGE}`);
    return 2;
  }
  const answers = scenarios.map(evaluateScenario);
  for (const [index, answer] of answers.entries())
    if ('why' in answer) terminal.explain(`Scenario ${index + 1}${nameOf(scenarios[index])}: invalid\n${answer.why}\n`);
  await terminal.write(`[\n${answers.map((answer) => JSON.stringify(printed(answer))).join(',\n')}\n]\n`);
  return 0;
}

const printed = (answer: Answer) => ('result' in answer ? answer : { error: answer.error });

function parseArray(json: string): unknown[] | string {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : 'The input is JSON, but not an array of scenarios.';
  } catch (error) {
    return `The input is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const nameOf = (scenario: unknown) =>
  typeof scenario === 'object' && scenario !== null && 'name' in scenario && typeof scenario.name === 'string'
    ? ` (${scenario.name})`
    : '';
