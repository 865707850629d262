/** What is known of one part of an installation. */
export interface PartState {
  readonly part: string;
  /** `found`: there, and nothing to be well or unwell; `stopped`: will be started when needed. */
  readonly state: 'healthy' | 'found' | 'stopped' | 'unwell' | 'missing';
  readonly version: string;
  readonly where: string;
  /** What the person should do; absent if nothing. */
  readonly todo?: string;
  readonly neededFor: 'start' | 'tests';
}
