import { LARGEST_ATTACHMENT, MOST_ATTACHMENTS } from '#domain/contracts/attachment';
import { useEffect, useRef, useState } from 'react';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { problemWords } from '../../shared/calls/problem-words.ts';
import { newIdempotencyKey } from '../../shared/calls/call-api.ts';
import { uploadFile } from '../../shared/calls/upload-file.ts';
import { formatBytes } from '../../shared/format/format-number.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { readDraftFiles, uploadName, whyNot, writeDraftFiles, type DraftFile } from './draft-files.ts';

/** The files of a draft, and what can be done with them. */
export interface DraftFiles {
  readonly files: readonly DraftFile[];
  readonly isUploading: boolean;
  readonly add: (files: readonly File[]) => void;
  readonly remove: (id: string) => void;
  /** The message has them now. */
  readonly clear: () => void;
}

/** Files that go with what is written on a ticket. Each is sent at once; what the server has is kept with the draft. */
export function useDraftFiles(ticketId: string): DraftFiles {
  const place = `nixflow.draft-files.${ticketId}`;
  const { t, locale } = useWords();
  const [files, setFiles] = useState(() => readDraftFiles(localStorage.getItem(place), Date.now()));
  const uploads = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const kept = writeDraftFiles(files);
    if (kept === null) localStorage.removeItem(place);
    else localStorage.setItem(place, kept);
  }, [files, place]);
  const set = (id: string, change: Partial<DraftFile>) =>
    setFiles((now) => now.map((file) => (file.id === id ? { ...file, ...change } : file)));
  const upload = async (id: string, name: string, file: File) => {
    const control = new AbortController();
    uploads.current.set(id, control);
    const onProgress = (share: number) => set(id, { state: { is: 'uploading', share } });
    try {
      const { attachmentId } = await uploadFile({ file, name, onProgress, signal: control.signal });
      set(id, { id: attachmentId, state: { is: 'ready', uploadedAt: Date.now() } });
    } catch (error) {
      set(id, { state: { is: 'refused', why: problemWords(asCallFailed(error), t) } });
    } finally {
      uploads.current.delete(id);
    }
  };
  const refusals = {
    too_large: () => t('thread.fileTooLarge', { size: formatBytes(LARGEST_ATTACHMENT, locale) }),
    too_many: () => t('thread.tooManyFiles', { count: MOST_ATTACHMENTS }),
  };
  return {
    files,
    isUploading: files.some(({ state }) => state.is === 'uploading'),
    add(chosen) {
      chosen.forEach((file, at) => {
        const [id, name] = [newIdempotencyKey(), uploadName(file.name)];
        const refused = whyNot(file.size, files.length + at);
        const state = refused ? ({ is: 'refused', why: refusals[refused]() } as const) : ({ is: 'uploading', share: 0 } as const); // prettier-ignore
        setFiles((now) => [...now, { id, name, type: file.type, bytes: file.size, state }]);
        if (!refused) void upload(id, name, file);
      });
    },
    remove(id) {
      uploads.current.get(id)?.abort();
      setFiles((now) => now.filter((file) => file.id !== id));
    },
    clear: () => setFiles([]),
  };
}
