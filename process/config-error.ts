/**
 * What is wrong with the settings of a process, one line per setting.
 *
 * Lines name settings and say what is expected; they never repeat a value, since any value may be a secret.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}
