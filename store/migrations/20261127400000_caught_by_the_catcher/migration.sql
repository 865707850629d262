-- Whether the last attempt went to the built-in catcher in place of a mail server, so that nothing left.
ALTER TABLE "outgoing_mail" ADD COLUMN "is_caught" BOOLEAN NOT NULL DEFAULT false;
