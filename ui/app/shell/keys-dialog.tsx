import { Switch } from '@mantine/core';
import { Keys } from '../../shared/button/keys.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { setSingleKeys, useSingleKeys } from '../../shared/keys/single-keys.ts';
import { Dialog } from '../../shared/overlay/dialog.tsx';
import './keys-dialog.css';
import { VIEWS, viewNames } from './views.ts';

interface KeysDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** What keys do, and the switch that turns single ones off. */
export function KeysDialog({ isOpen, onClose }: KeysDialogProps) {
  const { t } = useWords();
  const areOn = useSingleKeys();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('shell.keys')} width={560}>
      <Switch
        label={t('shell.singleKeys')}
        checked={areOn}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
      <div className="keys-table">
        <KeyGroup
          title={t('shell.goTo')}
          keys={[
            ...viewNames.map((view) => [t(`shell.view.${view}`), VIEWS[view].keys] as const),
            [t('shell.mail'), 'G E'],
          ]}
        />
        <KeyGroup
          title={t('shell.inList')}
          keys={[
            [t('shell.key.down'), 'J'],
            [t('shell.key.up'), 'K'],
            [t('shell.key.open'), '↵'],
            [t('shell.key.select'), 'X'],
            [t('shell.key.showNew'), 'N'],
            [t('ticket.filter'), 'F'],
          ]}
        />
        <KeyGroup
          title={t('shell.inTicket')}
          keys={[
            [t('thread.reply'), 'R'],
            [t('thread.note'), 'I'],
            [t('thread.sendReply'), 'Ctrl ↵'],
            [t('ticket.assignToMe'), 'A'],
            [t('ticket.addTag'), 'T'],
            [t('ticket.resolve'), 'E'],
          ]}
        />
        <KeyGroup
          title={t('shell.anywhere')}
          keys={[
            [t('shell.newTicket'), 'C'],
            [t('feedback.undo'), 'Z'],
            [t('shell.keys'), '?'],
          ]}
        />
      </div>
      <p className="sm faint">{t('shell.singleKeysHint')}</p>
    </Dialog>
  );
}

function KeyGroup({ title, keys }: { readonly title: string; readonly keys: readonly (readonly [string, string])[] }) {
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {keys.map(([name, key]) => (
          <li key={key}>
            {name}
            <Keys keys={key} />
          </li>
        ))}
      </ul>
    </div>
  );
}
