import { attachmentView } from '#domain/contracts/attachment';
import { useRef, useState } from 'react';
import { callApi, newIdempotencyKey } from '../shared/calls/call-api.ts';
import { useWords } from '../shared/i18n/use-words.ts';
import { judgeFile, sayFileFault, type ChosenFile } from './chosen-file.ts';
import { keepDraft, readDraft } from './draft.ts';
import { openForm } from './open-form.ts';

/** The files of a form. */
export interface FormFiles {
  readonly files: readonly ChosenFile[];
  /** Why the last ones were not taken, in words. */
  readonly problems: readonly string[];
  /** Take files and begin to upload them. */
  readonly add: (chosen: Iterable<File>) => void;
  readonly remove: (id: string) => void;
  /** Upload once more what failed. */
  readonly again: (id: string) => void;
  /** Wait until nothing is uploaded any more. @returns the ids of all; null if one is not there */
  readonly settled: () => Promise<readonly string[] | null>;
  /** Forget all of them: the server has. */
  readonly drop: (why: string) => void;
}

/** Choose files and upload them at once, one beside the other; those that are there outlast a reload. */
export function useFormFiles(): FormFiles {
  const words = useWords();
  const [files, setFiles] = useState<readonly ChosenFile[]>(() =>
    readDraft().files.map((file) => ({ ...file, state: 'there' })),
  );
  const [problems, setProblems] = useState<readonly string[]>([]);
  // What uploads come back to: the newest state, whatever was rendered when they began.
  const newest = useRef(files);
  const contents = useRef(new Map<string, File>());
  const uploads = useRef(new Set<Promise<void>>());

  const set = (next: readonly ChosenFile[]) => {
    newest.current = next;
    setFiles(next);
    keepDraft({ files: next.filter(({ state }) => state === 'there').map(({ state: _, ...file }) => file) });
  };
  const change = (id: string, changes: Partial<ChosenFile>) =>
    set(newest.current.map((file) => (file.id === id ? { ...file, ...changes } : file)));
  const begin = (id: string, content: File) => {
    const upload = uploadFile(content).then(
      (there) => {
        if (newest.current.some((file) => file.id === id)) change(id, { id: there, state: 'there' });
        else takeBack(there);
      },
      () => change(id, { state: 'failed' }),
    );
    uploads.current.add(upload);
    void upload.finally(() => uploads.current.delete(upload));
  };

  return {
    files,
    problems,
    add(chosen) {
      const refused: string[] = [];
      for (const content of chosen) {
        const fault = judgeFile(content, newest.current);
        if (fault) refused.push(sayFileFault(fault, content, words));
        if (fault) continue;
        const id = newIdempotencyKey();
        contents.current.set(id, content);
        set([
          ...newest.current,
          { id, name: content.name, type: content.type, bytes: content.size, state: 'uploading' },
        ]);
        begin(id, content);
      }
      setProblems(refused);
    },
    remove(id) {
      const file = newest.current.find((one) => one.id === id);
      set(newest.current.filter((one) => one.id !== id));
      setProblems([]);
      if (file?.state === 'there') takeBack(id);
    },
    again(id) {
      const content = contents.current.get(id);
      if (!content) return;
      change(id, { state: 'uploading' });
      begin(id, content);
    },
    async settled() {
      await Promise.all(uploads.current);
      const all = newest.current;
      return all.every(({ state }) => state === 'there') ? all.map(({ id }) => id) : null;
    },
    drop(why) {
      if (newest.current.length === 0) return;
      set([]);
      setProblems([why]);
    },
  };
}

async function uploadFile(file: File): Promise<string> {
  const { token } = await openForm();
  const headers = { 'X-Form-Token': token };
  const there = await callApi({ method: 'POST', path: '/help-form/files', file, headers, reply: attachmentView });
  return there.attachmentId;
}

/** Nobody waits for it: what is left behind is forgotten after a day. */
function takeBack(id: string): void {
  void openForm()
    .then(({ token }) =>
      callApi({ method: 'DELETE', path: `/help-form/files/${id}`, headers: { 'X-Form-Token': token }, reply: null }),
    )
    .catch(() => undefined);
}
