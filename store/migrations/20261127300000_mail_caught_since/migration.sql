-- Since when no mail server is configured, so that mail is caught; null: one is.
ALTER TABLE "installation" ADD COLUMN "mail_caught_since" TIMESTAMPTZ(3);
