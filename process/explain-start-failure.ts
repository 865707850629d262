import { ConfigError } from './config-error.ts';

interface FailedProcess {
  /** As people call it: `API`, `worker`. */
  readonly process: string;
  /** The setting that names its port. */
  readonly portSetting: string;
}

/** Why a process could not start, for the person who started it: words for what they can mend, a stack for the rest. */
export function explainStartFailure(error: unknown, { process, portSetting }: FailedProcess): string {
  if (error instanceof ConfigError) {
    return [`The ${process} cannot start with these settings:`, ...error.lines].join('\n  ');
  }
  if (!(error instanceof Error)) return String(error);
  const port = 'port' in error ? String(error.port) : 'that it was given';
  const address = 'address' in error ? String(error.address) : 'that it was given';
  const cannot = `The ${process} cannot listen`;
  switch ('code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `${cannot}: port ${port} is in use. Stop what uses it or set ${portSetting}.`;
    case 'EACCES':
      return `${cannot}: this user may not use port ${port}. Set ${portSetting} above 1023.`;
    case 'EADDRNOTAVAIL':
      return `${cannot}: this machine has no address ${address}. Set HOST to one it has, or leave it unset.`;
    default:
      return error.stack ?? String(error);
  }
}
