import { Problem } from '#domain/contracts/problem';

/** What a guess is refused with; the other refusals tell nobody whether it was near. */
const wrong: ReadonlySet<string> = new Set(['wrong_credentials', 'wrong_second_factor']);

/** Whether a try failed because of what was tried. */
export const isWrongGuess = (error: unknown): boolean => error instanceof Problem && wrong.has(error.code);
