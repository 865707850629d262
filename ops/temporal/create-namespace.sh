#!/bin/sh
# Make NixFlow's namespace once the server serves. Safe to repeat; an existing namespace keeps its settings.
# Takes TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE as the CLI itself does, and RETENTION.
set -eu

# An open port is not yet a server that answers: the four services find each other first.
tries=0
until temporal operator cluster health >/dev/null 2>&1; do
  tries=$((tries + 1))
  if [ "$tries" -ge 60 ]; then
    echo "Temporal at $TEMPORAL_ADDRESS did not become healthy within two minutes." >&2
    exit 1
  fi
  sleep 2
done

temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
echo "Namespace $TEMPORAL_NAMESPACE is there."
