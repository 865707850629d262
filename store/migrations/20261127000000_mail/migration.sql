-- Where we take mail: an address of ours, and the team whose queue it fills. Also what our mail goes out from.
CREATE TABLE "mail_address" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    -- In lower case.
    "address" TEXT NOT NULL,
    -- What customers read beside it.
    "name" TEXT NOT NULL,
    "team_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),

    CONSTRAINT "mail_address_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "mail_address_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "mail_address_address_key" ON "mail_address"("address");

-- A message as it came over the wire; the bytes lie in the file that `content_hash` names. Taken once it is here.
CREATE TABLE "raw_mail" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    -- SHA-256 of the bytes, in hex.
    "content_hash" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    -- The address of ours it was for.
    "mail_address_id" UUID NOT NULL,
    -- What the envelope said; null: the null return path.
    "envelope_from" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    "state" TEXT NOT NULL DEFAULT 'received',
    -- What the message says of itself, once it was read. SHA-256 of From, Date, Subject and body is its fingerprint.
    "message_id" TEXT,
    "fingerprint" TEXT,
    "from_address" TEXT,
    "from_name" TEXT,
    "subject" TEXT,
    "class" TEXT,
    "class_reason" TEXT,
    -- Why it made no ticket, or could not be read: a code.
    "reason" TEXT,
    -- What it became part of.
    "ticket_id" UUID,
    -- Who works on it, and until when; and how often that was tried.
    "claimed_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "raw_mail_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "raw_mail_mail_address_id_fkey" FOREIGN KEY ("mail_address_id") REFERENCES "mail_address"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "raw_mail_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    -- `processed` is on a ticket, `ignored` made none on purpose (a bounce, a duplicate), `quarantined` could not be dealt with.
    CONSTRAINT "raw_mail_state_known" CHECK ("state" IN ('received', 'processed', 'ignored', 'quarantined'))
);
CREATE INDEX "raw_mail_state_received_at_idx" ON "raw_mail"("state", "received_at");
CREATE INDEX "raw_mail_message_id_idx" ON "raw_mail"("message_id");
CREATE INDEX "raw_mail_ticket_id_idx" ON "raw_mail"("ticket_id");

-- What mail adds to a message. `body` stays its plain text.
ALTER TABLE "message" ADD COLUMN "html" TEXT;
-- `body` without what it quotes and without its signature; null: it is the same.
ALTER TABLE "message" ADD COLUMN "reply_text" TEXT;
-- Who wrote it, if neither a colleague nor the requester: a third party, by name and address.
ALTER TABLE "message" ADD COLUMN "author_name" TEXT;
ALTER TABLE "message" ADD COLUMN "author_address" TEXT;
ALTER TABLE "message" ADD COLUMN "raw_mail_id" UUID;
ALTER TABLE "message" ADD CONSTRAINT "message_raw_mail_id_fkey" FOREIGN KEY ("raw_mail_id") REFERENCES "raw_mail"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- One message of ours for one that came.
CREATE UNIQUE INDEX "message_raw_mail_id_key" ON "message"("raw_mail_id");

-- A file on a message; it lies under its own random id, never under the name somebody gave it.
CREATE TABLE "attachment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    -- Null until the message is written that it was uploaded for.
    "message_id" UUID,
    -- `kind:id` of who uploaded it; null: it came by mail.
    "uploaded_by" TEXT,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL DEFAULT 0,
    -- Shown in the text where `cid:` names it.
    "is_inline" BOOLEAN NOT NULL DEFAULT false,
    "content_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "attachment_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "attachment_message_id_idx" ON "attachment"("message_id");

-- Who besides the requester takes part in a ticket.
CREATE TABLE "ticket_cc" (
    "ticket_id" UUID NOT NULL,
    -- In lower case.
    "address" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "ticket_cc_pkey" PRIMARY KEY ("ticket_id", "address"),
    CONSTRAINT "ticket_cc_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- The send ledger: every mail of ours, before its first attempt and for good. domain/mail/ledger.ts says what may follow what.
CREATE TABLE "outgoing_mail" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "ticket_id" UUID,
    -- The message it carries.
    "message_id" UUID,
    -- Message-ID, with angle brackets; the same in each attempt.
    "internet_message_id" TEXT NOT NULL,
    -- What the receiving server says it calls it.
    "alias_message_id" TEXT,
    "from_name" TEXT NOT NULL,
    "from_address" TEXT NOT NULL,
    "reply_to" TEXT,
    "to_addresses" TEXT[] NOT NULL,
    "cc_addresses" TEXT[] NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT,
    "in_reply_to" TEXT,
    "references" TEXT[] NOT NULL,
    -- Auto-Submitted (RFC 3834): nobody pressed a button for it.
    "is_automatic" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    -- Until then it can be undone; null: it never could, or is released.
    "held_until" TIMESTAMPTZ(3),
    -- The attempt under way, or the last one; 0 before the first.
    "attempt" INTEGER NOT NULL DEFAULT 0,
    -- Whoever makes that attempt has until then.
    "lease_until" TIMESTAMPTZ(3),
    -- Not before this instant is the next one.
    "next_attempt_at" TIMESTAMPTZ(3),
    -- What the server said last.
    "last_answer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    -- When it became sent, failed, unknown or undone.
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "outgoing_mail_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outgoing_mail_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "outgoing_mail_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "outgoing_mail_state_known" CHECK ("state" IN ('held', 'queued', 'sending', 'data', 'sent', 'failed', 'unknown', 'undone'))
);
CREATE UNIQUE INDEX "outgoing_mail_internet_message_id_key" ON "outgoing_mail"("internet_message_id");
CREATE INDEX "outgoing_mail_alias_message_id_idx" ON "outgoing_mail"("alias_message_id");
CREATE INDEX "outgoing_mail_ticket_id_idx" ON "outgoing_mail"("ticket_id");
CREATE INDEX "outgoing_mail_message_id_idx" ON "outgoing_mail"("message_id");
CREATE INDEX "outgoing_mail_state_next_attempt_at_idx" ON "outgoing_mail"("state", "next_attempt_at");

-- What the built-in catcher took in place of a mail server: the mail as it would have gone out.
CREATE TABLE "caught_mail" (
    "id" BIGSERIAL NOT NULL,
    "envelope_from" TEXT,
    "envelope_to" TEXT[] NOT NULL,
    "raw" BYTEA NOT NULL,
    "caught_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),

    CONSTRAINT "caught_mail_pkey" PRIMARY KEY ("id")
);

-- A mail without a ticket is started by its outbox row alone; the row of one for a delivery is settled by itself.
ALTER TABLE "outbox" ALTER COLUMN "ticket_id" DROP NOT NULL;
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_destination_known";
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_destination_known" CHECK ("destination" IN ('temporal', 'socket', 'bullmq', 'delivery'));

-- What reply addresses and Message-IDs are signed with; made by the seed. With the database, so that a restored one still knows
-- the mail it sent.
ALTER TABLE "installation" ADD COLUMN "mail_secret" TEXT;
