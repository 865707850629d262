#!/bin/sh
# Make Temporal's two databases and bring their schema to the version of this image. Safe to repeat; also the upgrade.
# Takes SQL_HOST, SQL_PORT, SQL_USER, SQL_PASSWORD, SQL_PLUGIN as the tool itself does, and SCHEMA_DIR.
set -eu

for part in temporal visibility; do
  database=temporal
  [ "$part" = visibility ] && database=temporal_visibility
  temporal-sql-tool --database "$database" create
  temporal-sql-tool --database "$database" setup-schema --version 0.0
  temporal-sql-tool --database "$database" update-schema --schema-dir "$SCHEMA_DIR/$part/versioned"
done
