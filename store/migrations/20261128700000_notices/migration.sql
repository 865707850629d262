-- What people are told of, besides what flows tell them. The defaults are for processes of the version before.
ALTER TABLE "notice" ADD COLUMN "event" TEXT NOT NULL DEFAULT 'told_by_flow';
-- Of the fact that it tells of; null: a flow told it, in words of its own.
ALTER TABLE "notice" ADD COLUMN "seq" INTEGER;
ALTER TABLE "notice" ALTER COLUMN "text" DROP NOT NULL;
ALTER TABLE "notice" ADD CONSTRAINT "notice_tells_something" CHECK ("seq" IS NOT NULL OR "text" IS NOT NULL);
-- As its person wanted it when it was written.
ALTER TABLE "notice" ADD COLUMN "is_in_app" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "notice" ADD COLUMN "mail" TEXT NOT NULL DEFAULT 'none';
-- When it was written into a mail; what somebody has read before is not mailed.
ALTER TABLE "notice" ADD COLUMN "mailed_at" TIMESTAMPTZ(3);
CREATE INDEX "notice_staff_id_created_at_idx" ON "notice"("staff_id", "created_at");
CREATE INDEX "notice_unread_idx" ON "notice"("staff_id", "ticket_id") WHERE "read_at" IS NULL AND "is_in_app";
CREATE INDEX "notice_unmailed_idx" ON "notice"("staff_id") WHERE "mail" <> 'none' AND "mailed_at" IS NULL AND "read_at" IS NULL;
CREATE INDEX "notice_ticket_id_idx" ON "notice"("ticket_id");

-- What somebody wants of one event; who has said nothing gets the usual.
CREATE TABLE "notice_choice" (
    "staff_id" UUID NOT NULL,
    -- Of domain/notices/words.ts.
    "event" TEXT NOT NULL,
    "is_in_app" BOOLEAN NOT NULL,
    "mail" TEXT NOT NULL,
    CONSTRAINT "notice_choice_pkey" PRIMARY KEY ("staff_id", "event"),
    CONSTRAINT "notice_choice_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- When they want no mail: {from, to, timeZone}; null: never.
ALTER TABLE "staff" ADD COLUMN "quiet_hours" JSONB;
