import { signingKeys } from '#process/signing-keys';
import { openMailFiles } from '#mail/files/mail-files';
import type { ApiDependencies } from '../../api-dependencies.ts';
import type { Endpoint } from '../endpoint.ts';
import { askForHelpEndpoint } from './ask-for-help.ts';
import { formTokens } from './form-tokens.ts';
import type { HelpFormDoor } from './help-form-door.ts';
import { openHelpFormEndpoint } from './open-help-form.ts';
import { removeFormFileEndpoint } from './remove-form-file.ts';
import { uploadFormFileEndpoint } from './upload-form-file.ts';

/** The endpoints of the public form, for everybody. */
export function helpFormEndpoints({ config, store, delivery, limiter, countForm }: ApiDependencies): Endpoint[] {
  const door: HelpFormDoor = {
    pool: store.pool,
    deliverSoon: (rows) => delivery.deliverSoon(rows),
    files: openMailFiles(config.attachmentsDir),
    tokens: formTokens(signingKeys(...config.jwtSecrets)),
    limiter,
    count: countForm,
  };
  return [
    openHelpFormEndpoint(door),
    uploadFormFileEndpoint(door),
    removeFormFileEndpoint(door),
    askForHelpEndpoint(door),
  ];
}
