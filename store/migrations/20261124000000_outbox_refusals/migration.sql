-- How often its destination answered that it will not have the row: each refusal doubles the wait until the next try.
ALTER TABLE "outbox" ADD COLUMN "refusals" INTEGER NOT NULL DEFAULT 0;
