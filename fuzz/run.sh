#!/bin/sh
# Runs one fuzz target for a number of seconds: fuzz/run.sh TARGET SECONDS
# What it finds is in fuzz/artifacts/TARGET/. The limit of one input is in elapsed time: a busy machine
# must not look like a slow parser.
set -eu
target=${1:?usage: run.sh TARGET SECONDS}
seconds=${2:?usage: run.sh TARGET SECONDS}
cd "$(dirname "$0")"
cargo run --quiet --example seeds
case $target in
    iodef_*) dictionary=xml.dict ;;
    *) dictionary=der.dict ;;
esac
exec cargo +nightly fuzz run "$target" -- -max_total_time="$seconds" -max_len=8192 -timeout=30 \
    -rss_limit_mb=2048 -dict="$dictionary" -print_final_stats=1
