-- What lists sort and filter tickets by; domain/sla/outlook.ts says what it is. Written with the clocks.
-- When the clock that ends first is due, or became late. Infinity: none runs, and none is late.
ALTER TABLE "ticket" ADD COLUMN "clock_ends_at" TIMESTAMPTZ(3) NOT NULL DEFAULT 'infinity';
-- When the first clock that is not late reaches its second warning. Infinity: none does.
ALTER TABLE "ticket" ADD COLUMN "clock_runs_out_at" TIMESTAMPTZ(3) NOT NULL DEFAULT 'infinity';

-- Tickets that are there already: when a second warning comes is written with their next fact.
UPDATE "ticket" t SET "clock_ends_at" = least(
    coalesce(s.next_breach_at, 'infinity'),
    coalesce((
        SELECT min(to_timestamp((clock->>'breachedAt')::float8 / 1000))
        FROM jsonb_array_elements(CASE WHEN jsonb_typeof(s.state #> '{moment,live}') = 'array' THEN s.state #> '{moment,live}' END) AS clock
        WHERE clock->>'state' IN ('running', 'paused') AND clock->>'breachedAt' IS NOT NULL
    ), 'infinity')
) FROM "ticket_sla" s WHERE s.ticket_id = t.id;

-- Tickets that somebody works on: few, whatever an installation has seen.
CREATE INDEX "ticket_queue_clock_idx" ON "ticket"("clock_ends_at", "number")
    WHERE "status" IN ('new', 'open', 'pending', 'on_hold') AND NOT "is_spam" AND NOT "is_deleted" AND "merged_into_id" IS NULL;
CREATE INDEX "ticket_queue_runs_out_idx" ON "ticket"("clock_runs_out_at")
    WHERE "status" IN ('new', 'open', 'pending', 'on_hold') AND NOT "is_spam" AND NOT "is_deleted" AND "merged_into_id" IS NULL;
CREATE INDEX "ticket_queue_team_clock_idx" ON "ticket"("team_id", "clock_ends_at", "number")
    WHERE "status" IN ('new', 'open', 'pending', 'on_hold') AND NOT "is_spam" AND NOT "is_deleted" AND "merged_into_id" IS NULL;
-- All tickets that are not away, newest changed first, also of one team.
CREATE INDEX "ticket_changed_idx" ON "ticket"("last_fact_at", "number")
    WHERE NOT "is_spam" AND NOT "is_deleted" AND "merged_into_id" IS NULL;
CREATE INDEX "ticket_team_changed_idx" ON "ticket"("team_id", "last_fact_at", "number")
    WHERE NOT "is_spam" AND NOT "is_deleted" AND "merged_into_id" IS NULL;
CREATE INDEX "ticket_away_changed_idx" ON "ticket"("last_fact_at", "number")
    WHERE "is_spam" OR "is_deleted" OR "merged_into_id" IS NOT NULL;

-- Two addresses that differ in case alone are one customer's; looked up as they begin, like names and their words.
DROP INDEX "customer_email_key";
CREATE UNIQUE INDEX "customer_email_lower_idx" ON "customer"(lower("email") text_pattern_ops);
CREATE INDEX "customer_name_words_idx" ON "customer" USING gin (to_tsvector('simple', "name"));

-- A person had it sent again: from then on it is tried as a new one would be.
ALTER TABLE "outgoing_mail" ADD COLUMN "resent_at" TIMESTAMPTZ(3);
ALTER TABLE "outgoing_mail" ADD COLUMN "attempts_before" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "outgoing_mail_created_at_id_idx" ON "outgoing_mail"("created_at", "id");
CREATE INDEX "outgoing_mail_state_created_at_id_idx" ON "outgoing_mail"("state", "created_at", "id");
CREATE INDEX "raw_mail_received_at_id_idx" ON "raw_mail"("received_at", "id");

-- Uploads that no message has taken.
CREATE INDEX "attachment_unused_idx" ON "attachment"("created_at") WHERE "message_id" IS NULL;
