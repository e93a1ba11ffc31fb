#!/usr/bin/env bash
# Runs the commands of the program, and the readers of traces, under valgrind's memcheck:
# `memcheck.sh BIN`, the folder of peerwatt and unit_output. `compare` and `verify` read in a process
# with less memory than valgrind takes; so the readers' unit tests stand for them. Ends with exit code
# 99 at the first error, or memory that is lost for good.
set -euo pipefail

programs=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

check() {
  echo "$*"
  valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
    "$programs/$1" "${@:2}" >report 2>&1 || { cat report >&2; exit 99; }
}

street=$here/street.yaml
printf 'side,owner,quantity_kwh,limit_price\nbuy,a,2,0.5\nsell,b,1,0.2\nsell,c,2,0.3\n' >orders.csv
check peerwatt run "$street" -q -o a.h5
check peerwatt run "$street" -q -o b.h5 --set trace.level=orders \
  --set market.mechanism=continuous_double_auction
check peerwatt run "$street" -q -o c.h5 --set leader.rule=cost_minimizing \
  --set trace.precision=float32 --set trace.every=4
check peerwatt validate "$street"
check peerwatt schema
check peerwatt clear orders.csv --mechanism pay_as_clear
check peerwatt audit orders.csv --mechanism pay_as_clear
check unit_output --test-case-exclude="*full disk*"
echo "nothing found"
