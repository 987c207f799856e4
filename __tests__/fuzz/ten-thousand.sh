#!/bin/bash
# Ten thousand generated deployment files, by processes of their own: cdktf keeps every token of every
# stack for as long as a process lives.
set -euo pipefail

for batch in {1..10}; do
  echo "files $(((batch - 1) * 1000 + 1)) to $((batch * 1000))"
  FUZZ_RUNS=1000 npx jest __tests__/fuzz
done
echo "10000 files: each was refused with reasons, or became a sound plan and valid Terraform"
