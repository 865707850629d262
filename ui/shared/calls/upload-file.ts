import { attachmentView, type AttachmentView } from '#domain/contracts/attachment';
import { problemBody } from '#domain/contracts/problem';
import { apiOrigin } from './api-origin.ts';
import { CallFailed } from './call-failed.ts';
import { callApi } from './call-api.ts';
import { csrfHeader, sendAsPage, type PageOf } from './page-session.ts';
import { readReply } from './read-reply.ts';

/** What to send, and who hears how far it is. */
export interface Upload {
  readonly file: File;
  /** As it shall be called: a `fileName` of domain/contracts/attachment.ts. */
  readonly name: string;
  /** Of what has left, 1 = all. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Send a file for a message that is being written. By XMLHttpRequest: `fetch` does not tell how much has left.
 *
 * @throws {CallFailed} the API's problem; `unreachable` if nothing of ours answered, or the upload was given up
 */
export const uploadFile = (upload: Upload): Promise<AttachmentView> =>
  sendAsPage(callApi, (sender) => sendFile(upload, sender));

function sendFile({ file, name, onProgress, signal }: Upload, sender: PageOf): Promise<AttachmentView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${apiOrigin}/api/attachments`);
    request.withCredentials = true;
    for (const [name, value] of Object.entries(csrfHeader(sender, 'POST'))) request.setRequestHeader(name, value);
    request.setRequestHeader('X-File-Name', encodeURIComponent(name));
    request.setRequestHeader('Content-Type', file.type === '' ? 'application/octet-stream' : file.type);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total));
    const settle = (): void => {
      try {
        resolve(readUpload(request));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    for (const end of ['load', 'error', 'abort', 'timeout']) request.addEventListener(end, settle);
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function readUpload({ status, responseText }: XMLHttpRequest): AttachmentView {
  const reply = parse(responseText);
  if (status >= 200 && status < 300) return readReply(attachmentView, reply);
  const problem = problemBody.safeParse(reply);
  if (!problem.success) throw new CallFailed('unreachable', 'The API cannot be reached.');
  const { code, detail, title, requestId } = problem.data;
  throw new CallFailed(code, detail ?? title, { status, requestId });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
