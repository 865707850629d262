import { useRef } from 'react';
import { AttachmentList, type Attachment } from '../../shared/attachments/attachment-list.tsx';
import { IconButton } from '../../shared/button/icon-button.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import type { DraftFile } from '../data/draft-files.ts';

/** Opens the browser's own choice of files. */
export function AttachButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="clip" label={t('thread.attach')} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('thread.attach')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file can be chosen again after it was taken away.
          event.target.value = '';
        }}
      />
    </>
  );
}

interface DraftFileListProps {
  readonly files: readonly DraftFile[];
  readonly onRemove: (id: string) => void;
}

/** The files that go with what is being written: on their way, there, or refused. */
export function DraftFileList({ files, onRemove }: DraftFileListProps) {
  return <AttachmentList attachments={files.map(shown)} onRemove={onRemove} />;
}

const shown = ({ id, name, type, bytes, state }: DraftFile): Attachment => ({
  ...{ id, name, type, bytes, href: null },
  ...(state.is === 'uploading' && { share: state.share }),
  ...(state.is === 'refused' && { problem: state.why }),
});
