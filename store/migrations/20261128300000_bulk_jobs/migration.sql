-- One act on many tickets. The truth about how far it is; a queue only wakes whoever works on it.
CREATE TABLE "bulk_job" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "staff_id" UUID NOT NULL,
    -- Of domain/contracts/bulk-job.ts.
    "act" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    -- When it last moved: one that should move and does not is given to a worker again.
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "bulk_job_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "bulk_job_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "bulk_job_counts_its_items" CHECK ("done" + "refused" + "failed" <= "total"),
    CONSTRAINT "bulk_job_ends_once" CHECK (("ended_at" IS NOT NULL) = ("state" IN ('done', 'cancelled', 'stopped')))
);
CREATE INDEX "bulk_job_staff_id_created_at_idx" ON "bulk_job"("staff_id", "created_at");
CREATE INDEX "bulk_job_unended_idx" ON "bulk_job"("touched_at") WHERE "ended_at" IS NULL;

CREATE TABLE "bulk_item" (
    "job_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "ticket_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "problem" TEXT,
    CONSTRAINT "bulk_item_pkey" PRIMARY KEY ("job_id", "position"),
    CONSTRAINT "bulk_item_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "bulk_job"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "bulk_item_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "bulk_item_waiting_idx" ON "bulk_item"("job_id", "position") WHERE "state" = 'waiting';
CREATE INDEX "bulk_item_ticket_id_idx" ON "bulk_item"("ticket_id");
