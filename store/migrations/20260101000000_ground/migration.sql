-- How far nixflow_now() is ahead of the real clock, in milliseconds. Only tests put a row here: a production process
-- refuses to start while the shift is not zero. No row means no shift.
CREATE TABLE "clock_shift" (
    -- Always true, so there can be only one row.
    "id" BOOLEAN NOT NULL DEFAULT true,
    "milliseconds" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "clock_shift_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "clock_shift_one_row" CHECK ("id")
);

-- The only clock that stamps facts. clock_timestamp() and not now(), because a fact is stamped after waiting for a lock,
-- while now() stands still from the start of the transaction. Truncated to the millisecond, which is what JavaScript
-- keeps: an instant read, carried through the engine and compared again is the same instant.
-- The body is parsed here and not at each call, so search_path cannot lead it to another clock_shift.
CREATE FUNCTION "nixflow_now"() RETURNS TIMESTAMPTZ
    LANGUAGE sql VOLATILE PARALLEL SAFE
    RETURN date_trunc(
        'milliseconds',
        clock_timestamp() + coalesce((SELECT "milliseconds" FROM "clock_shift"), 0) * INTERVAL '1 millisecond'
    );

-- What is true of this installation as a whole.
CREATE TABLE "installation" (
    -- Always true, so there can be only one row.
    "id" BOOLEAN NOT NULL DEFAULT true,
    -- New at each restore: workflows carry it and rebuild their state from this database when it changed.
    "database_epoch" UUID NOT NULL DEFAULT gen_random_uuid(),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "installation_one_row" CHECK ("id")
);

-- One run of the self-check, which proves that database, engine and queue work together. An instant is null until it came.
CREATE TABLE "self_check" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    "activity_at" TIMESTAMPTZ(3),
    -- When the workflow's timer should ring. Beside timer_fired_at it shows how late the engine is.
    "timer_due_at" TIMESTAMPTZ(3),
    "timer_fired_at" TIMESTAMPTZ(3),
    "job_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    -- Why the check failed, in words. Null while it runs and when it succeeded.
    "failure" TEXT,

    CONSTRAINT "self_check_pkey" PRIMARY KEY ("id"),
    -- A check that failed is over.
    CONSTRAINT "self_check_failure_is_finished" CHECK ("failure" IS NULL OR "finished_at" IS NOT NULL)
);

-- The newest check is what people look at, the oldest are what the clean-up deletes.
CREATE INDEX "self_check_requested_at_idx" ON "self_check"("requested_at" DESC);
