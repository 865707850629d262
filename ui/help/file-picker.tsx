import { LARGEST_FORM_FILE, LARGEST_FORM_FILES, MOST_FORM_FILES } from '#domain/contracts/help-form';
import { useId, useRef } from 'react';
import { Button } from '../shared/button/button.tsx';
import { IconButton } from '../shared/button/icon-button.tsx';
import { FieldError } from '../shared/form/field-error.tsx';
import { formatBytes } from '../shared/format/format-number.ts';
import { Icon } from '../shared/icon/icon.tsx';
import { Ring } from '../shared/icon/ring.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import type { ChosenFile } from './chosen-file.ts';
import { useDrop } from './use-drop.ts';
import type { FormFiles } from './use-form-files.ts';
import '../shared/attachments/attachments.css';

/** Choose files, or drop them anywhere on the page; those that are chosen, each with what became of it. */
export function FilePicker({ files, problems, add, remove, again }: Omit<FormFiles, 'settled' | 'drop'>) {
  const { t, locale } = useWords();
  const [label, hint] = [useId(), useId()];
  const input = useRef<HTMLInputElement>(null);
  const isOver = useDrop(add);
  const limits = t('help.limits', {
    count: MOST_FORM_FILES,
    each: formatBytes(LARGEST_FORM_FILE, locale),
    all: formatBytes(LARGEST_FORM_FILES, locale),
  });
  return (
    <div className="field" role="group" aria-labelledby={label} aria-describedby={hint}>
      <span className="field-label" id={label}>
        {t('help.files')}
      </span>
      <div className={isOver ? 'drop over' : 'drop'}>
        <Button icon="clip" onClick={() => input.current?.click()}>
          {t('help.choose')}
        </Button>
        <span className="soft pointer-only">{t('help.drop')}</span>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            add([...(event.target.files ?? [])]);
            // The same file again is a choice, too.
            event.target.value = '';
          }}
        />
      </div>
      <span className="field-hint" id={hint}>
        {limits}
      </span>
      <div role="alert">
        {problems.map((problem) => (
          <p className="field-bad" key={problem}>
            <FieldError>{problem}</FieldError>
          </p>
        ))}
      </div>
      {files.length > 0 && (
        <ul className="files chosen" aria-label={t('help.chosen')}>
          {files.map((file) => (
            <li key={file.id}>
              <Chosen file={file} onRemove={() => remove(file.id)} onAgain={() => again(file.id)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface ChosenProps {
  readonly file: ChosenFile;
  readonly onRemove: () => void;
  readonly onAgain: () => void;
}

function Chosen({ file: { name, type, bytes, state }, onRemove, onAgain }: ChosenProps) {
  const { t, locale } = useWords();
  const size = formatBytes(bytes, locale);
  const said = { uploading: `${size} · ${t('help.uploading')}`, there: size, failed: t('help.notUploaded') };
  return (
    <span className={state === 'failed' ? 'file failed' : 'file'}>
      {state === 'uploading' ? <Ring share={0.3} /> : <Icon name={iconOf(state, type)} />}
      <span className="cut grow">
        <span>{name}</span>
        <span className="faint">{said[state]}</span>
      </span>
      {state === 'failed' && (
        <IconButton icon="retry" size="tiny" label={t('help.again', { name })} onClick={onAgain} />
      )}
      <IconButton icon="x" size="tiny" label={t('help.remove', { name })} onClick={onRemove} />
    </span>
  );
}

const iconOf = (state: ChosenFile['state'], type: string) =>
  state === 'failed' ? 'x-circle' : type.startsWith('image/') ? 'image' : 'doc';
