#!/usr/bin/env bash
# Runs the trial of crates/store/examples/crash.rs: scripts/crash.sh PROGRAM KILLS SEED. Half of the kills are on SQLite, half
# on PostgreSQL, whose server stays up: it is the writers who are killed.
set -euo pipefail
cd "$(dirname "$0")"
exec ./postgres.sh sh -c '"$0" run "$1" "$2" "$MOSAIQUE_TEST_POSTGRES"' "$@"
