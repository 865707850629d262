import { helpForm } from '#domain/contracts/help-form';
import { endpoint } from '../endpoint.ts';
import type { HelpFormDoor } from './help-form-door.ts';

/** GET /help-form */
export const openHelpFormEndpoint = ({ tokens }: Pick<HelpFormDoor, 'tokens'>) =>
  endpoint({
    method: 'get',
    path: '/help-form',
    summary: 'Open the public form',
    description:
      'For everybody. The token goes with the files of the form and with the form itself, which can be sent from 3 seconds ' +
      'to 12 hours later.',
    reply: helpForm,
    handle: async () => ({ token: await tokens.make() }),
  });
