#!/usr/bin/env bash
# Runs the gate once: annotations to the log, the summary to the job, every other form into a folder for an artifact.
# Reads GATE_* and what GitHub sets. Ends with the gate's exit code, so that a crash is never a pass.
set -uo pipefail

reports=${GATE_REPORTS:-contract-gate}
mkdir -p "$reports" || exit 4

if [ -n "${GATE_COMMAND:-}" ]; then
  read -r -a gate <<<"$GATE_COMMAND"
elif [ -n "${GATE_TARBALL:-}" ]; then
  gate=(npx --yes --package "$GATE_TARBALL" jettson-api gate)
else
  gate=(npx --yes --package "@jettson/api@${GATE_VERSION:-latest}" jettson-api gate)
fi

options=()
[ -n "${GATE_RELEASED:-}" ] && options+=(--released "$GATE_RELEASED")
[ -n "${GATE_POLICY:-}" ] && options+=(--policy "$GATE_POLICY")
[ -n "${GATE_WAIVERS:-}" ] && options+=(--waivers "$GATE_WAIVERS")
[ -n "${GATE_SINCE:-}" ] && options+=(--since "$GATE_SINCE")
documents=()
[ -n "${GATE_BASE:-}" ] && documents+=("$GATE_BASE")
[ -n "${GATE_HEAD:-}" ] && documents+=("$GATE_HEAD")

"${gate[@]}" ${options[@]+"${options[@]}"} --format github \
  --also "markdown=$reports/report.md" --also "json=$reports/report.json" \
  --also "sarif=$reports/report.sarif" --also "html=$reports/report.html" \
  -- ${documents[@]+"${documents[@]}"} 2>"$reports/errors.txt"
code=$?
cat "$reports/errors.txt" >&2

printf '%s\n' "$code" >"$reports/exit-code.txt"
# Without a report there is still something to say: what the gate wrote to its error stream.
if [ ! -s "$reports/report.md" ]; then
  {
    printf '✗ **Contract gate:** nothing was compared (exit %s)\n\n' "$code"
    printf '```text\n%s\n```\n' "$(head -c 4000 "$reports/errors.txt" | tr -d '`')"
  } >"$reports/report.md"
fi
[ -n "${GITHUB_STEP_SUMMARY:-}" ] && cat "$reports/report.md" >>"$GITHUB_STEP_SUMMARY"
[ -n "${GITHUB_OUTPUT:-}" ] && printf 'exit-code=%s\n' "$code" >>"$GITHUB_OUTPUT"
exit "$code"
