import { openMailFiles } from '#mail/files/mail-files';
import { startIntake } from '#mail/receive/start-intake';
import { startListener, type ArrivingMail } from '#mail/smtp/start-listener';
import { retryUntilDone } from '#process/retry-until-done';
import { mailAddresses, type OwnAddress } from '#store/mail/mail-addresses';
import { rawMails } from '#store/mail/raw-mail';
import { readReplyAddress } from '#store/mail/thread-tokens';
import type { RunningRole, WorkerParts } from './role.ts';

/**
 * Role `mail`: takes mail for our addresses by SMTP, and makes of each message what it is. Any number may run; each has a
 * listener of its own.
 */
export function startMailRole(parts: WorkerParts): RunningRole {
  const { pool } = parts;
  const logger = parts.logger.child({ role: 'mail' });
  const files = openMailFiles(parts.attachmentsDir);
  const leaving = new AbortController();
  const intake = startIntake({ pool, files, logger, deliverSoon: (rows) => parts.delivery.deliverSoon(rows) });

  const ownOf = async (written: string): Promise<OwnAddress | undefined> => {
    const address = written.toLowerCase();
    const bare = readReplyAddress(address)?.address ?? address;
    return (await mailAddresses.list(pool)).find((own) => own.address === bare);
  };
  async function take({ from, to, stream, mostBytes }: ArrivingMail): Promise<void> {
    const kept = await files.keepRaw(stream, mostBytes);
    const own = await Promise.all(to.map(ownOf));
    const mailAddressIds = [...new Set(own.flatMap((address) => (address ? [address.id] : [])))];
    await rawMails.insert(pool, { ...kept, mailAddressIds, envelopeFrom: from });
    intake.wake();
  }

  const { host, port } = parts.smtpListen;
  const listen = () => startListener({ host, port, isOurs: async (address) => Boolean(await ownOf(address)), take });
  let listener: Awaited<ReturnType<typeof startListener>> | undefined;
  const listening = retryUntilDone('Mail cannot be taken', listen, { logger, signal: leaving.signal }).then(
    (started) => {
      listener = started;
      logger.info({ host, port: started.port }, 'Mail is taken by SMTP.');
    },
    () => undefined,
  );

  return {
    ready: () => listener !== undefined && intake.isWell(),
    async close() {
      leaving.abort();
      await listening;
      await listener?.close();
      await intake.close();
    },
  };
}
