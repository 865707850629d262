-- People, teams, customers: what tickets point at. Permissions and screens come on top of these tables.
CREATE TABLE "staff" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_role_known" CHECK ("role" IN ('admin', 'supervisor', 'agent', 'light_agent'))
);
CREATE UNIQUE INDEX "staff_email_key" ON "staff"("email");

CREATE TABLE "team" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    -- Whom round robin chose last: the next one is behind them.
    "last_assigned_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "team_name_key" ON "team"("name");

CREATE TABLE "team_member" (
    "team_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("team_id", "staff_id"),
    CONSTRAINT "team_member_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "team_member_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "team_member_staff_id_idx" ON "team_member"("staff_id");

CREATE TABLE "customer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "customer_email_key" ON "customer"("email");

-- Calendars, policies and flows are edited; tickets and clocks are pinned to versions, which never change.
-- The current version of each is its highest.
CREATE TABLE "calendar" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,

    CONSTRAINT "calendar_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "calendar_version" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "calendar_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    -- domain/sla/calendar.ts
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),

    CONSTRAINT "calendar_version_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "calendar_version_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "calendar"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "calendar_version_calendar_id_version_key" ON "calendar_version"("calendar_id", "version");

CREATE TABLE "sla_policy" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    -- The first whose condition holds wins.
    "position" INTEGER NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "sla_policy_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "sla_policy_version" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "policy_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    -- domain/conditions/condition.ts
    "condition" JSONB NOT NULL,
    -- domain/sla/policy.ts
    "body" JSONB NOT NULL,
    -- Null: around the clock.
    "calendar_version_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),

    CONSTRAINT "sla_policy_version_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "sla_policy_version_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "sla_policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "sla_policy_version_calendar_version_id_fkey" FOREIGN KEY ("calendar_version_id") REFERENCES "calendar_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "sla_policy_version_policy_id_version_key" ON "sla_policy_version"("policy_id", "version");

CREATE TABLE "flow" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    -- Paths of several flows act in this order.
    "position" INTEGER NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "flow_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "flow_version" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "flow_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    -- domain/flow/document.ts
    "document" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),

    CONSTRAINT "flow_version_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "flow_version_flow_id_fkey" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "flow_version_flow_id_version_key" ON "flow_version"("flow_id", "version");

-- A ticket as its facts make it: domain/tickets/fold-ticket.ts. Written by store/tickets/record-facts.ts alone.
CREATE TABLE "ticket" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" BIGSERIAL NOT NULL,
    "subject" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "team_id" UUID,
    "assignee_id" UUID,
    "requester_id" UUID NOT NULL,
    "opened_by" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "tags" TEXT[] NOT NULL,
    "policy_version_id" UUID,
    "flow_version_ids" UUID[] NOT NULL,
    "is_spam" BOOLEAN NOT NULL,
    "is_deleted" BOOLEAN NOT NULL,
    "merged_into_id" UUID,
    "follow_up_of_id" UUID,
    -- The newest public message of a person: a reply that does not know it is stale.
    "last_message_id" UUID,
    -- When it became resolved; null unless it is.
    "resolved_at" TIMESTAMPTZ(3),
    -- Since when a flow was stopped here because flows answered each other too often; an operator clears it.
    "looped_at" TIMESTAMPTZ(3),
    -- One more with each command that changed it.
    "revision" INTEGER NOT NULL,
    -- seq and instant of its last fact.
    "last_seq" INTEGER NOT NULL,
    "last_fact_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ticket_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ticket_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ticket_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ticket_policy_version_id_fkey" FOREIGN KEY ("policy_version_id") REFERENCES "sla_policy_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ticket_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ticket_follow_up_of_id_fkey" FOREIGN KEY ("follow_up_of_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ticket_status_known" CHECK ("status" IN ('new', 'open', 'pending', 'on_hold', 'resolved', 'closed')),
    CONSTRAINT "ticket_priority_known" CHECK ("priority" IN ('low', 'normal', 'high', 'urgent'))
);
ALTER SEQUENCE "ticket_number_seq" RESTART WITH 1001;
CREATE UNIQUE INDEX "ticket_number_key" ON "ticket"("number");
CREATE INDEX "ticket_merged_into_id_idx" ON "ticket"("merged_into_id");
CREATE INDEX "ticket_assignee_id_status_idx" ON "ticket"("assignee_id", "status");
CREATE INDEX "ticket_requester_id_idx" ON "ticket"("requester_id");

-- What happened to a ticket, in order. Ids and codes, never text or addresses. Only ever added to.
CREATE TABLE "ticket_event" (
    "ticket_id" UUID NOT NULL,
    -- 1, 2, 3 … without a gap.
    "seq" INTEGER NOT NULL,
    -- Never before the fact ahead of it.
    "at" TIMESTAMPTZ(3) NOT NULL,
    -- That of the command it came with; facts of one command share it.
    "revision" INTEGER NOT NULL,
    -- domain/tickets/fact.ts
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    -- domain/tickets/cause.ts
    "cause" JSONB NOT NULL,
    -- How many flows answered each other until this came to be; 0 if a person did it.
    "depth" SMALLINT NOT NULL,

    CONSTRAINT "ticket_event_pkey" PRIMARY KEY ("ticket_id", "seq"),
    CONSTRAINT "ticket_event_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- The text of each subject a ticket had; the fact `subject` (or `created`) of that seq tells when and by whom.
CREATE TABLE "ticket_subject" (
    "ticket_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,

    CONSTRAINT "ticket_subject_pkey" PRIMARY KEY ("ticket_id", "seq"),
    CONSTRAINT "ticket_subject_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- What was written on a ticket; the fact `message` (or `created`) of that seq tells who and when.
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "message_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "message_ticket_id_seq_key" ON "message"("ticket_id", "seq");

-- A ticket's clocks, folded with each fact in the fact's own transaction.
CREATE TABLE "ticket_sla" (
    "ticket_id" UUID NOT NULL,
    -- domain/sla/sla-state.ts
    "state" JSONB NOT NULL,
    -- The next warning or breach if nothing happens, and the next breach; null if there is none ahead.
    "next_mark_at" TIMESTAMPTZ(3),
    "next_breach_at" TIMESTAMPTZ(3),

    CONSTRAINT "ticket_sla_pkey" PRIMARY KEY ("ticket_id"),
    CONSTRAINT "ticket_sla_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "ticket_sla_next_breach_at_idx" ON "ticket_sla"("next_breach_at");

-- That a clock reached a share of its target: recorded once, whatever is re-targeted later.
CREATE TABLE "sla_record" (
    "ticket_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    -- seq of the fact that opened the clock: with the metric its name.
    "opened_by" INTEGER NOT NULL,
    -- 100 is the breach.
    "percent" SMALLINT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    -- The fact `sla_warning` or `sla_breached` that tells of it.
    "seq" INTEGER NOT NULL,
    -- When it turned out that this clock never was (its message was undone). The record stays.
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "sla_record_pkey" PRIMARY KEY ("ticket_id", "metric", "opened_by", "percent"),
    CONSTRAINT "sla_record_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- How far a ticket's workflow has come: all that it needs to be started again after the engine lost it.
CREATE TABLE "ticket_engine" (
    "ticket_id" UUID NOT NULL,
    -- Version n is written only over n-1. 0: no workflow has written yet.
    "version" INTEGER NOT NULL DEFAULT 0,
    -- The last fact the workflow has folded, and the last there is.
    "seen_seq" INTEGER NOT NULL DEFAULT 0,
    "last_seq" INTEGER NOT NULL,
    -- Since when there is news it has not folded; null if there is none.
    "news_since" TIMESTAMPTZ(3),
    -- domain/tickets/engine/engine-state.ts; null before version 1.
    "state" JSONB,
    -- The next instant it waits for; null if it waits for news alone.
    "next_at" TIMESTAMPTZ(3),
    "saved_at" TIMESTAMPTZ(3),
    -- Nudges the engine took since the row last moved.
    "nudges" SMALLINT NOT NULL DEFAULT 0,
    "nudged_at" TIMESTAMPTZ(3),
    -- Since when nudges have not helped; null while it moves.
    "stuck_at" TIMESTAMPTZ(3),

    CONSTRAINT "ticket_engine_pkey" PRIMARY KEY ("ticket_id"),
    CONSTRAINT "ticket_engine_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "ticket_engine_news_since_idx" ON "ticket_engine"("news_since");
CREATE INDEX "ticket_engine_next_at_idx" ON "ticket_engine"("next_at");
CREATE INDEX "ticket_engine_stuck_at_idx" ON "ticket_engine"("stuck_at");

-- What a ticket's workflow did, step by step, for people to read.
CREATE TABLE "ticket_step" (
    "id" BIGSERIAL NOT NULL,
    "ticket_id" UUID NOT NULL,
    "engine_version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    -- domain/tickets/engine/step-log.ts: codes and ids.
    "step" JSONB NOT NULL,

    CONSTRAINT "ticket_step_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ticket_step_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "ticket_step_ticket_id_id_idx" ON "ticket_step"("ticket_id", "id");

-- The outcome of each effect of a ticket's workflow: whoever asks for it again gets this.
CREATE TABLE "ticket_effect" (
    -- ticket:flow:run:path:node:visit
    "key" TEXT NOT NULL,
    "ticket_id" UUID NOT NULL,
    "outcome" JSONB NOT NULL,
    -- The last fact of the effect's transaction.
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_effect_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "ticket_effect_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "ticket_effect_ticket_id_idx" ON "ticket_effect"("ticket_id");

-- What a person is told in the app.
CREATE TABLE "notice" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "staff_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    -- The effect that told: a person is told once by each.
    "effect_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    -- When the notification job handed it to the person's browsers.
    "pushed_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "notice_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "notice_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "notice_effect_key_staff_id_key" ON "notice"("effect_key", "staff_id");
CREATE INDEX "notice_pushed_at_idx" ON "notice"("pushed_at");

-- What a committed command still has to tell the engine, the browsers or the job queues. Deleted when told.
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "destination" TEXT NOT NULL,
    "ticket_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    -- What the destination needs beyond ticket and seq.
    "payload" JSONB NOT NULL,
    -- Until then it is its writer's, or the relay's that took it, to deliver.
    "claimed_until" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_destination_known" CHECK ("destination" IN ('temporal', 'socket', 'bullmq'))
);
CREATE INDEX "outbox_claimed_until_idx" ON "outbox"("claimed_until");
CREATE INDEX "outbox_ticket_id_destination_seq_idx" ON "outbox"("ticket_id", "destination", "seq");

-- What was answered to a request with a key, so that asking again changes nothing. Kept for a day.
CREATE TABLE "idempotency_key" (
    -- Who asked, as `kind:id`.
    "actor" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    -- SHA-256 of what was asked for.
    "request_hash" TEXT NOT NULL,
    "reply" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("actor", "route", "key")
);
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- How long a resolved ticket can be reopened before its workflow closes it; 7 days.
ALTER TABLE "installation" ADD COLUMN "reopen_window_seconds" INTEGER NOT NULL DEFAULT 604800;
